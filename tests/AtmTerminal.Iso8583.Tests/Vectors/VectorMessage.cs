using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AtmTerminal.Iso8583.Tests.Vectors;

/// <summary>Reads and writes messages in the terms of the vector files.</summary>
internal static class VectorMessage
{
    public static Dialect DialectOf(JsonElement entry)
    {
        if (!entry.TryGetProperty("dialect", out var dialect))
        {
            return Dialect.Line;
        }

        return new Dialect(
            Digits(dialect.GetProperty("mti")),
            dialect.GetProperty("bitmap").GetString() == "hex" ? ByteCoding.Hex : ByteCoding.Raw,
            Digits(dialect.GetProperty("numeric")),
            Digits(dialect.GetProperty("length")),
            dialect.GetProperty("binary").GetString() == "hex" ? ByteCoding.Hex : ByteCoding.Raw
        );
    }

    public static byte[] Bytes(JsonElement entry, string property) =>
        Convert.FromHexString(entry.GetProperty(property).GetString()!);

    public static SortedDictionary<int, string> FieldsOf(JsonElement entry) =>
        new(
            entry
                .GetProperty("fields")
                .EnumerateObject()
                .ToDictionary(
                    field => int.Parse(field.Name, CultureInfo.InvariantCulture),
                    field => field.Value.GetString()!
                )
        );

    public static SortedDictionary<int, string> FieldsOf(Iso8583Message message)
    {
        var fields = new SortedDictionary<int, string>
        {
            [0] = message.MessageType.ToString("D4", CultureInfo.InvariantCulture),
            [1] =
                message.PrimaryBitmap.ToString("X16", CultureInfo.InvariantCulture)
                + (
                    message.HasSecondaryBitmap
                        ? message.SecondaryBitmap.ToString("X16", CultureInfo.InvariantCulture)
                        : ""
                ),
        };
        foreach (var row in FieldTable.All1987.Where(row => message.Has(row.Number)))
        {
            fields[row.Number] =
                row.Content == ContentClass.Binary
                    ? Convert.ToHexString(message[row.Number])
                    : Encoding.ASCII.GetString(message[row.Number]);
        }

        return fields;
    }

    public static byte[] Encode(Dialect dialect, IReadOnlyDictionary<int, string> fields)
    {
        var destination = new byte[Iso8583Message.MostBytes];
        var type = int.Parse(fields[0], CultureInfo.InvariantCulture);
        var writer = new Iso8583Writer(dialect, destination, type, twoBitmaps: fields[1].Length == 32);
        foreach (var (number, value) in fields.Where(field => field.Key > 1))
        {
            if (FieldTable.Find(number)!.Content == ContentClass.Binary)
            {
                writer.Bytes(number, Convert.FromHexString(value));
            }
            else
            {
                writer.Text(number, value);
            }
        }

        return destination[..writer.Finish().Length];
    }

    private static DigitCoding Digits(JsonElement coding) =>
        coding.GetString() == "bcd" ? DigitCoding.Packed : DigitCoding.Ascii;
}
