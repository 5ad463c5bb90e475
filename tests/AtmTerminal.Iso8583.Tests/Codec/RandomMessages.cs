using System.Text;

namespace AtmTerminal.Iso8583.Tests.Codec;

/// <summary>Makes well-formed messages of any dialect out of a seed.</summary>
internal sealed class RandomMessages(int seed)
{
    private const string Digits = "0123456789";
    private const string AlphaNumeric = Digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly string Text = string.Concat(Enumerable.Range(0x20, 0x5F).Select(code => (char)code));

    private readonly Random _random = new(seed);

    /// <summary>Every way of writing messages: two choices in each of five places.</summary>
    public static IEnumerable<Dialect> Dialects { get; } =
    [
        .. from bits in Enumerable.Range(0, 32)
        select new Dialect(
            (DigitCoding)(bits & 1),
            (ByteCoding)((bits >> 1) & 1),
            (DigitCoding)((bits >> 2) & 1),
            (DigitCoding)((bits >> 3) & 1),
            (ByteCoding)((bits >> 4) & 1)
        ),
    ];

    public static string NameOf(Dialect dialect) =>
        $"{dialect.MessageType} type, {dialect.Bitmap} bitmap, {dialect.Digits} digits, {dialect.Length} length, {dialect.Binary} bytes";

    /// <summary>Fields of a message in the terms of the vector files: characters, or bytes in hexadecimal.</summary>
    public SortedDictionary<int, string> NextFields()
    {
        var fields = new SortedDictionary<int, string> { [0] = Draw(Digits, 4) };
        var share = _random.Next(1, 30);
        foreach (var row in FieldTable.All1987.Where(_ => _random.Next(100) < share))
        {
            fields[row.Number] = NextValue(row);
        }

        // Only the width counts for the encoder.
        fields[1] = new string('0', fields.Keys.Max() > 64 || _random.Next(10) == 0 ? 32 : 16);
        return fields;
    }

    public byte[] NextBytes(int most)
    {
        var bytes = new byte[_random.Next(most + 1)];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>The message with a few of its bytes changed, left out, doubled, or cut off.</summary>
    public byte[] Mutate(byte[] message)
    {
        var bytes = message.ToList();
        for (var changes = _random.Next(1, 4); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes[at] = (byte)Digits[_random.Next(10)];
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, bytes[at]);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    public int Next(int below) => _random.Next(below);

    private string NextValue(FieldDefinition row)
    {
        // Long private fields would push a message over the limit for no gain.
        var length = row.LengthDigits == 0 ? row.Length : _random.Next(Math.Min(row.Length, 60) + 1);
        return row.Content switch
        {
            ContentClass.Digits => Draw(Digits, length),
            ContentClass.AlphaNumeric => Draw(AlphaNumeric, length),
            ContentClass.Text => Draw(Text, length),
            ContentClass.Track => Draw(Digits + "=", length),
            ContentClass.SignedDigits => Draw("CD", 1) + Draw(Digits, length - 1),
            _ => Convert.ToHexString(Enumerable.Range(0, length).Select(_ => (byte)_random.Next(256)).ToArray()),
        };
    }

    private string Draw(string alphabet, int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
        {
            text.Append(alphabet[_random.Next(alphabet.Length)]);
        }

        return text.ToString();
    }
}
