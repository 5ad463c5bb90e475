using System.Buffers;
using System.Globalization;
using System.Text;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Iso8583;

/// <summary>Reads the fields of one message as values and keeps the first fault. After a fault its values mean nothing.</summary>
internal ref struct FieldReader(Iso8583Message message)
{
    public DecodeError Error { get; private set; }

    public readonly bool Has(int field) => message.Has(field);

    /// <summary>Notes that a field holds a value its message may not carry, unless a fault is noted already.</summary>
    public void Refuse(int field, DecodeFault fault = DecodeFault.BadValue)
    {
        if (Error.Fault == DecodeFault.None)
        {
            Error = new DecodeError(fault, field);
        }
    }

    public string Text(int field)
    {
        if (!message.Has(field))
        {
            Refuse(field, DecodeFault.MissingField);
        }

        return Encoding.ASCII.GetString(message[field]);
    }

    public string? TextIfAny(int field) => message.Has(field) ? Text(field) : null;

    public byte[] Bytes(int field) => message[field].ToArray();

    public int Number(int field)
    {
        var text = Text(field);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : Refused(field, 0);
    }

    /// <summary>DE 4 in the currency of DE 49.</summary>
    public Money Amount()
    {
        var minorUnits = Text(4);
        return long.TryParse(minorUnits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Money.FromMinorUnits(value, Currency())
            : Refused(4, default(Money));
    }

    /// <summary>DE 28, a debit in the currency of DE 49.</summary>
    public Money Commission()
    {
        var fee = Text(28);
        return
            fee.StartsWith('D')
            && int.TryParse(fee.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Money.FromMinorUnits(value, Currency())
            : Refused(28, default(Money));
    }

    /// <summary>DE 13 and 12.</summary>
    public LineTime LocalTime() => LineTime.TryParse(Text(13) + Text(12)) ?? Refused(12, default(LineTime));

    /// <summary>DE 37 of a message that is about a withdrawal.</summary>
    public WithdrawalNumber Withdrawal() =>
        WithdrawalNumber.TryFromReference(Text(37)) ?? Refused(37, default(WithdrawalNumber));

    public WithdrawalNumber? WithdrawalIfAny() => message.Has(37) ? Withdrawal() : null;

    public Pan? CardIfAny() => message.Has(2) ? Pan.TryParse(Text(2)) ?? Refused<Pan?>(2, null) : null;

    public ResponseCode Response() => new(Text(39));

    public Purpose Purpose() => ProcessingCodes.TryRead(Text(3)) ?? Refused(3, default(Purpose));

    /// <summary>DE 3 of a message that only a withdrawal has.</summary>
    public void ExpectWithdrawal()
    {
        if (Purpose() != Iso8583.Purpose.Withdrawal)
        {
            Refuse(3);
        }
    }

    public Details Details() =>
        message.Has(48)
            ? Iso8583.Details.TryParse(Text(48)) ?? Refused(48, Iso8583.Details.None)
            : Iso8583.Details.None;

    /// <summary>DE 48 of an advice: its row and its day have to be readable when they are there.</summary>
    public Details AdviceDetails()
    {
        var details = Details();
        return details.AreReadable() ? details : Refused(48, Iso8583.Details.None);
    }

    /// <summary>DE 88 in the currency of DE 49.</summary>
    public Money Total() =>
        long.TryParse(Text(88), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Money.FromMinorUnits(value, Currency())
            : Refused(88, default(Money));

    public NetworkFunction Function()
    {
        var function = (NetworkFunction)Number(70);
        return Enum.IsDefined(function) ? function : Refused(70, function);
    }

    public LineHeader Header()
    {
        var sentAt = LineTime.TryParse(Text(7)) ?? Refused(7, default(LineTime));
        var trace = Number(11);
        if (trace == 0)
        {
            Refuse(11);
        }

        return new LineHeader(Text(41), trace, sentAt, KeySerials.OfHeader(Text(63), PinFormat()) ?? Refused(63, ""));
    }

    /// <summary>How the PIN block came: DE 52 for format 0, DE 110 for format 4, both for none.</summary>
    public PinBlockFormat? PinFormat()
    {
        if (Has(52) && Has(110))
        {
            Refuse(110);
        }

        return Has(110) ? PinBlockFormat.Format4
            : Has(52) ? PinBlockFormat.Format0
            : null;
    }

    /// <summary>Bytes that travel as hexadecimal characters in a field of text.</summary>
    public byte[] HexBytes(int field, int bytes)
    {
        var value = new byte[bytes];
        var text = Text(field);
        return text.Length == 2 * bytes && Convert.FromHexString(text, value, out _, out _) == OperationStatus.Done
            ? value
            : Refused(field, value);
    }

    public T Refused<T>(int field, T instead)
    {
        Refuse(field);
        return instead;
    }

    private Currency Currency() =>
        int.TryParse(Text(49), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Domain.Amounts.Currency.TryFromNumericCode(number) is { } currency
            ? currency
            : Refused(49, default(Currency));
}
