namespace AtmTerminal.Iso8583;

/// <summary>What the characters of a field may be, in the letters of ISO 8583:1987, part 4.</summary>
public enum ContentClass : byte
{
    /// <summary>n: the digits 0 to 9.</summary>
    Digits,

    /// <summary>an: digits and the letters A to Z and a to z.</summary>
    AlphaNumeric,

    /// <summary>ans: every printable ASCII character, 20 to 7E.</summary>
    Text,

    /// <summary>z: track 2 as read from the stripe: digits and the separator, <c>=</c> or <c>D</c>.</summary>
    Track,

    /// <summary>x+n: a sign (C credit, D debit; a plus, a minus or a digit is tolerated) and then digits.</summary>
    SignedDigits,

    /// <summary>b: any byte.</summary>
    Binary,
}
