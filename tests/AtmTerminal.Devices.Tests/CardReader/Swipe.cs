using AtmTerminal.Board;

namespace AtmTerminal.Devices.Tests.CardReader;

/// <summary>The edges a decoding head makes of bits: data changes first, then the clock goes low for a quarter of the cell.</summary>
internal static class Swipe
{
    public const int ClockLine = 1;
    public const int DataLine = 2;

    private static readonly TimeSpan s_cell = TimeSpan.FromMicroseconds(1_000);

    public static Edge[] EdgesOf(IEnumerable<bool> bits, bool dataActiveLow = true)
    {
        var edges = new List<Edge>();
        var dataHigh = dataActiveLow;
        var at = TimeSpan.Zero;
        foreach (var bit in bits)
        {
            var wanted = bit != dataActiveLow;
            if (wanted != dataHigh)
                Add(DataLine, dataHigh = wanted, at);
            Add(ClockLine, rising: false, at + s_cell / 2);
            Add(ClockLine, rising: true, at + s_cell * 3 / 4);
            at += s_cell;
        }
        return [.. edges];

        void Add(int line, bool rising, TimeSpan when) => edges.Add(new(line, rising, when, (uint)edges.Count + 1));
    }

    public static long[] FluxOf(IEnumerable<bool> bits, Func<int, long> cellAt) =>
        [.. bits.SelectMany((bit, i) => bit ? new[] { cellAt(i) / 2, cellAt(i) / 2 } : [cellAt(i)])];

    /// <summary>A number with the right check digit, an expiry, a service code and digits of the issuer.</summary>
    public static string RandomTrack(Random random)
    {
        var number = Digits(random.Next(11, 19));
        var check = Enumerable.Range(0, 10).Single(digit => Domain.Cards.Luhn.Holds(number + digit));
        var rest = $"{random.Next(27, 60):00}{random.Next(1, 13):00}{random.Next(1, 8)}0{random.Next(0, 2)}";
        var text = $"{number}{check}={rest}";
        return text + Digits(random.Next(0, 37 - text.Length + 1));

        string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10)));
    }
}
