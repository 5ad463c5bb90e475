namespace AtmTerminal.Iso8583;

/// <summary>DE 39: what the host says, or in a reversal why it is sent. Codes of ISO 8583:1987, table 8.</summary>
/// <param name="Value">Two letters or digits. <c>default</c> is no code and is neither approval nor acknowledgement.</param>
public readonly record struct ResponseCode(string Value)
{
    public static ResponseCode Approved => new("00");
    public static ResponseCode InvalidAmount => new("13");
    public static ResponseCode NoSuchCard => new("14");
    public static ResponseCode FormatError => new("30");
    public static ResponseCode PinTriesExceededRetain => new("38");
    public static ResponseCode LostCardRetain => new("41");
    public static ResponseCode StolenCardRetain => new("43");
    public static ResponseCode NotEnoughFunds => new("51");
    public static ResponseCode ExpiredCard => new("54");
    public static ResponseCode WrongPin => new("55");
    public static ResponseCode NotPermittedToCardholder => new("57");
    public static ResponseCode AmountLimit => new("61");
    public static ResponseCode RestrictedCard => new("62");
    public static ResponseCode SecurityViolation => new("63");
    public static ResponseCode FrequencyLimit => new("65");
    public static ResponseCode PinTriesExceeded => new("75");
    public static ResponseCode IssuerUnavailable => new("91");
    public static ResponseCode Duplicate => new("94");
    public static ResponseCode SystemMalfunction => new("96");

    /// <summary>Reversal: the customer changed their mind.</summary>
    public static ResponseCode CustomerCancelled => new("17");

    /// <summary>Reversal: nothing was done with the approval.</summary>
    public static ResponseCode NoActionTaken => new("21");

    /// <summary>Reversal: the terminal may be at fault.</summary>
    public static ResponseCode SuspectedMalfunction => new("22");

    /// <summary>Reversal: only a part was given.</summary>
    public static ResponseCode CompletedPartially => new("32");

    /// <summary>Reversal: no answer came in time.</summary>
    public static ResponseCode AnswerTooLate => new("68");

    /// <summary>The request is granted.</summary>
    public bool IsApproved => Value == "00";

    /// <summary>The terminal is to keep the card.</summary>
    public bool IsRetain =>
        Value is "04" or "07" or "33" or "34" or "35" or "36" or "37" or "38" or "41" or "43" or "67" or "75";

    /// <summary>The PIN did not match, and another try may be made.</summary>
    public bool IsWrongPin => Value == "55";

    /// <summary>
    /// The host has taken an advice and need not be told again: every answer but those that say it could not read, check or
    /// store it. An advice reports a fact, so a refusal on business grounds (51, 62 and the like) is a flag and not a refusal.
    /// </summary>
    public bool IsAcknowledgement => Value is not (null or "" or "06" or "19" or "30" or "63" or "91" or "92" or "96");

    public override string ToString() => Value ?? "";
}
