using System.Globalization;

namespace AtmTerminal.Benchmarks.Ratios;

/// <summary>Prints one line per row: name, ratio, goal, and whether it holds. Words behind the command pick rows by name.</summary>
internal static class RatioCommand
{
    public static int Run(string[] words, TextWriter output)
    {
        var rows = RatioRows
            .All.Where(row =>
                words.Length == 0
                || Array.Exists(words, word => row.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
            )
            .ToList();
        if (rows.Count == 0)
        {
            output.WriteLine("No row has such a name.");
            return 2;
        }

        var width = rows.Max(row => row.Name.Length);
        var missed = 0;
        foreach (var row in rows)
        {
            var ratio = row.Measure();
            var holds = ratio <= row.Goal;
            missed += holds ? 0 : 1;
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Name.PadRight(width)}  {ratio, 6:0.00}  {row.Goal, 6:0.00}  {(holds ? "holds" : "falls short")}"
                )
            );
        }

        return missed == 0 ? 0 : 1;
    }
}
