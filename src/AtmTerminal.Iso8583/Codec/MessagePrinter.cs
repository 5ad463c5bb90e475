using System.Globalization;
using System.Text;

namespace AtmTerminal.Iso8583;

/// <summary>The form of a message that may stand in a log.</summary>
internal static class MessagePrinter
{
    private const string Hidden = "***";
    private const int ShortestCardNumber = 12;

    public static string Print(Iso8583Message message)
    {
        if (message.MessageType < 0)
        {
            return "(no message)";
        }

        var text = new StringBuilder();
        text.Append(message.MessageType.ToString("D4", CultureInfo.InvariantCulture));
        foreach (var row in FieldTable.All1987)
        {
            if (message.Has(row.Number))
            {
                text.Append(CultureInfo.InvariantCulture, $" {row.Number}=")
                    .Append(Printable(row, message[row.Number]));
            }
        }

        return text.ToString();
    }

    private static string Printable(FieldDefinition row, ReadOnlySpan<byte> value)
    {
        // Class b has no printable form worth its risk: of the fields that exist it is keys' work or nothing.
        if (row.Mask == Mask.All || row.Content == ContentClass.Binary)
        {
            return Hidden;
        }

        var characters = Encoding.ASCII.GetString(value);
        if (row.Mask == Mask.LastFour)
        {
            return characters.Length >= ShortestCardNumber ? Hidden + characters[^4..] : Hidden;
        }

        return row.Content == ContentClass.Text ? HideLongNumbers(characters) : characters;
    }

    private static string HideLongNumbers(string characters)
    {
        var text = new StringBuilder();
        for (var i = 0; i < characters.Length; )
        {
            var digits = characters.AsSpan(i).IndexOfAnyExceptInRange('0', '9');
            digits = digits < 0 ? characters.Length - i : digits;
            if (digits >= ShortestCardNumber)
            {
                text.Append(Hidden);
            }
            else
            {
                text.Append(characters, i, digits);
            }

            i += digits;
            if (i < characters.Length)
            {
                text.Append(characters[i++]);
            }
        }

        return text.ToString();
    }
}
