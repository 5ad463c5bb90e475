using System.Globalization;
using System.Text;

namespace AtmTerminal.Iso8583;

/// <summary>Names of the facts that DE 48 carries.</summary>
public static class DetailKeys
{
    /// <summary>The host mode of a withdrawal, such as AUTHORIZE-FIRST.</summary>
    public const string Mode = "MODE";

    /// <summary>Notes given, as value and count: 10000x2,50000x1.</summary>
    public const string Notes = "NOTES";

    /// <summary>The amount the customer asked for, in minor units.</summary>
    public const string Asked = "ASKED";

    /// <summary>The journal row of what an advice reports; with the terminal it names the report for ever.</summary>
    public const string Row = "ROW";

    /// <summary>A business day of the host, yyyyMMdd.</summary>
    public const string Day = "DAY";

    /// <summary>When that day ends by the host's clock, yyyyMMddHHmmss in UTC.</summary>
    public const string Ends = "ENDS";

    /// <summary>What the host calls the card, when the terminal no longer has its number.</summary>
    public const string Card = "CARD";

    /// <summary>The lowest number a page of totals is about, less one.</summary>
    public const string After = "AFTER";

    /// <summary>The highest number a page of totals is about.</summary>
    public const string UpTo = "UPTO";

    /// <summary>What was given under each number of a page, as number and minor units: 12x50000,13x20000.</summary>
    public const string Given = "GIVEN";

    /// <summary>Numbers of a page under which terminal and host have different amounts: 12,13.</summary>
    public const string Differs = "DIFFERS";

    /// <summary>The amount that was found where DE 4 was expected, in minor units.</summary>
    public const string Found = "FOUND";

    /// <summary>The kind of a notice.</summary>
    public const string Kind = "KIND";

    /// <summary>The words of a notice.</summary>
    public const string Text = "TEXT";

    /// <summary>The highest withdrawal number the host knows of the terminal.</summary>
    public const string Last = "LAST";

    /// <summary>The host's clock with its year, yyyyMMddHHmmss in UTC.</summary>
    public const string Time = "TIME";
}

/// <summary>Host modes as DE 48 spells them under <see cref="DetailKeys.Mode"/>.</summary>
public static class LineModes
{
    /// <summary>The host was asked first.</summary>
    public const string AuthorizeFirst = "AUTHORIZE-FIRST";

    /// <summary>There was no line: the cash was given by the machine's own limits.</summary>
    public const string DispenseFirst = "DISPENSE-FIRST";
}

/// <summary>DE 48 as our line writes it: <c>KEY=value;KEY=value</c>, in the order they were given.</summary>
/// <remarks>
/// Keys are upper-case letters and digits. In a value the semicolon, the percent sign and everything that is not printable
/// ASCII travel as %XX of their UTF-8 bytes. Immutable; equal when the facts and their order are equal.
/// </remarks>
public sealed class Details : IEquatable<Details>
{
    /// <summary>The most characters DE 48 holds.</summary>
    public const int MostCharacters = 999;

    private readonly KeyValuePair<string, string>[] _facts;

    private Details(KeyValuePair<string, string>[] facts) => _facts = facts;

    /// <summary>No facts; DE 48 is then left out.</summary>
    public static Details None { get; } = new([]);

    public bool IsEmpty => _facts.Length == 0;

    /// <summary>The value of a key, or <c>null</c> when it is not there.</summary>
    public string? this[string key] => Array.Find(_facts, fact => fact.Key == key).Value;

    /// <summary>These facts and one more.</summary>
    public Details With(string key, string value) => new([.. _facts, new(key, value)]);

    /// <summary>These facts and one more, its value cut where the whole would no longer fit into DE 48.</summary>
    public Details WithCut(string key, string value)
    {
        var room = MostCharacters - With(key, "").ToText().Length;
        var fitting = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            room -= Escape(rune.ToString()).Length;
            if (room < 0)
            {
                break;
            }

            fitting += rune.Utf16SequenceLength;
        }

        return With(key, value[..fitting]);
    }

    /// <summary>As DE 48 carries it. It may be longer than the field holds, which the writer refuses.</summary>
    public string ToText() => string.Join(';', _facts.Select(fact => $"{fact.Key}={Escape(fact.Value)}"));

    /// <summary>Reads DE 48; <c>null</c> when it is not of this form or names a key twice.</summary>
    public static Details? TryParse(string text)
    {
        var facts = new List<KeyValuePair<string, string>>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = part.IndexOf('=');
            if (split < 1 || Unescape(part[(split + 1)..]) is not { } value)
            {
                return null;
            }

            var key = part[..split];
            if (
                !key.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character))
                || facts.Exists(fact => fact.Key == key)
            )
            {
                return null;
            }

            facts.Add(new(key, value));
        }

        return facts.Count == 0 ? None : new([.. facts]);
    }

    public bool Equals(Details? other) => other is not null && _facts.AsSpan().SequenceEqual(other._facts);

    public override bool Equals(object? obj) => Equals(obj as Details);

    public override int GetHashCode() => ToText().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => ToText();

    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            if (octet is >= 0x20 and <= 0x7E and not ((byte)';' or (byte)'%'))
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append('%').Append(Convert.ToHexString([octet]));
            }
        }

        return text.ToString();
    }

    private static string? Unescape(string value)
    {
        var octets = new List<byte>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '%')
            {
                octets.Add((byte)value[i]);
                continue;
            }

            if (
                i + 2 >= value.Length
                || !byte.TryParse(
                    value.AsSpan(i + 1, 2),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var octet
                )
            )
            {
                return null;
            }

            octets.Add(octet);
            i += 2;
        }

        return Encoding.UTF8.GetString([.. octets]);
    }
}
