using System.Globalization;

namespace AtmTerminal.Benchmarks.Ratios;

/// <summary>Prints one line per row: name, ratio, goal, and whether it holds; a note goes on the line below. Words behind the command pick rows by name.</summary>
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
            var (ratio, note) = row.Measure();
            missed += ratio > row.Goal ? 1 : 0;
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Name.PadRight(width)}  {ratio, 6:0.00}  {row.Goal, 6:0.00}  {Verdict(ratio, row.Goal)}"
                )
            );
            if (note.Length > 0)
                output.WriteLine($"    {note}");
        }

        return missed == 0 ? 0 : 1;
    }

    private static string Verdict(double? ratio, double goal) =>
        ratio is null ? "not measured"
        : ratio <= goal ? "holds"
        : "falls short";
}
