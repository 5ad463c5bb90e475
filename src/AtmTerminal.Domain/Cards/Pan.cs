namespace AtmTerminal.Domain.Cards;

/// <summary>A primary account number that passed its check digit. It cannot print itself.</summary>
public sealed class Pan : IEquatable<Pan>
{
    private readonly string _digits;

    private Pan(string digits) => _digits = digits;

    /// <summary>12 to 19 digits with a right check digit, else <c>null</c>.</summary>
    public static Pan? TryParse(ReadOnlySpan<char> text) =>
        text.Length is >= 12 and <= 19 && Luhn.Holds(text) ? new(text.ToString()) : null;

    /// <summary>How many digits the number has.</summary>
    public int Length => _digits.Length;

    /// <summary>The full number, for the ISO 8583 encoder, the PIN-block builder and the vault alone.</summary>
    public string RevealDigits() => _digits;

    /// <summary>Whether the number begins with an issuer's prefix.</summary>
    public bool StartsWith(string issuerPrefix) => _digits.StartsWith(issuerPrefix, StringComparison.Ordinal);

    public bool Equals(Pan? other) => other is not null && other._digits == _digits;

    public override bool Equals(object? obj) => Equals(obj as Pan);

    public override int GetHashCode() => _digits.GetHashCode(StringComparison.Ordinal);

    /// <summary>The last four digits behind a mask of fixed width: not even the length shows.</summary>
    public override string ToString() => $"************{_digits[^4..]}";
}
