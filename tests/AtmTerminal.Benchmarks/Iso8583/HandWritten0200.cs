using System.Buffers;
using System.Buffers.Text;

namespace AtmTerminal.Benchmarks.Iso8583;

/// <summary>The rival: span code written by hand for this one message and no other, with the same checks.</summary>
/// <remarks>It knows the bitmap and the order of the fields by heart, and says neither which field is wrong nor where.</remarks>
internal static class HandWritten0200
{
    private static readonly SearchValues<byte> AlphaNumeric = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8
    );

    private static readonly SearchValues<byte> TrackCharacters = SearchValues.Create("0123456789=D"u8);

    private static ReadOnlySpan<byte> Header => "02007238449128E09003"u8;

    /// <summary>What parsing yields: where each field of interest is.</summary>
    public ref struct Parsed
    {
        public ReadOnlySpan<byte> Pan;
        public ReadOnlySpan<byte> ProcessingCode;
        public ReadOnlySpan<byte> Amount;
        public ReadOnlySpan<byte> SentAt;
        public ReadOnlySpan<byte> Trace;
        public ReadOnlySpan<byte> LocalTime;
        public ReadOnlySpan<byte> LocalDate;
        public ReadOnlySpan<byte> MerchantType;
        public ReadOnlySpan<byte> EntryMode;
        public ReadOnlySpan<byte> Condition;
        public ReadOnlySpan<byte> Fee;
        public ReadOnlySpan<byte> Acquirer;
        public ReadOnlySpan<byte> Track;
        public ReadOnlySpan<byte> Reference;
        public ReadOnlySpan<byte> Terminal;
        public ReadOnlySpan<byte> Acceptor;
        public ReadOnlySpan<byte> Place;
        public ReadOnlySpan<byte> Currency;
        public ReadOnlySpan<byte> PinBlock;
        public ReadOnlySpan<byte> KeySerial;
        public ReadOnlySpan<byte> Mac;
    }

    public static bool TryParse(ReadOnlySpan<byte> message, ref Parsed parsed)
    {
        if (!message.StartsWith(Header))
        {
            return false;
        }

        var at = Header.Length;
        return TakeVariable(message, ref at, 2, 19, out parsed.Pan)
            && IsDigits(parsed.Pan)
            && TakeDigits(message, ref at, 6, out parsed.ProcessingCode)
            && TakeDigits(message, ref at, 12, out parsed.Amount)
            && TakeDigits(message, ref at, 10, out parsed.SentAt)
            && TakeDigits(message, ref at, 6, out parsed.Trace)
            && TakeDigits(message, ref at, 6, out parsed.LocalTime)
            && TakeDigits(message, ref at, 4, out parsed.LocalDate)
            && TakeDigits(message, ref at, 4, out parsed.MerchantType)
            && TakeDigits(message, ref at, 3, out parsed.EntryMode)
            && TakeDigits(message, ref at, 2, out parsed.Condition)
            && Take(message, ref at, 9, out parsed.Fee)
            && parsed.Fee[0] is (byte)'C' or (byte)'D'
            && IsDigits(parsed.Fee[1..])
            && TakeVariable(message, ref at, 2, 11, out parsed.Acquirer)
            && IsDigits(parsed.Acquirer)
            && TakeVariable(message, ref at, 2, 37, out parsed.Track)
            && !parsed.Track.ContainsAnyExcept(TrackCharacters)
            && Take(message, ref at, 12, out parsed.Reference)
            && !parsed.Reference.ContainsAnyExcept(AlphaNumeric)
            && Take(message, ref at, 8, out parsed.Terminal)
            && IsText(parsed.Terminal)
            && Take(message, ref at, 15, out parsed.Acceptor)
            && IsText(parsed.Acceptor)
            && Take(message, ref at, 40, out parsed.Place)
            && IsText(parsed.Place)
            && Take(message, ref at, 3, out parsed.Currency)
            && !parsed.Currency.ContainsAnyExcept(AlphaNumeric)
            && Take(message, ref at, 8, out parsed.PinBlock)
            && TakeVariable(message, ref at, 3, 999, out parsed.KeySerial)
            && IsText(parsed.KeySerial)
            && Take(message, ref at, 8, out parsed.Mac)
            && at == message.Length;
    }

    public static int Build(CashRequest request, Span<byte> destination)
    {
        var rest = destination;
        Put(ref rest, Header.Length, Header);
        PutVariable(ref rest, 2, 19, Digits(request.Pan));
        Put(ref rest, 6, Digits(request.ProcessingCode));
        PutNumber(ref rest, 12, request.Amount);
        Put(ref rest, 10, Digits(request.SentAt));
        PutNumber(ref rest, 6, request.Trace);
        Put(ref rest, 6, Digits(request.LocalTime));
        Put(ref rest, 4, Digits(request.LocalDate));
        Put(ref rest, 4, Digits(request.MerchantType));
        Put(ref rest, 3, Digits(request.EntryMode));
        Put(ref rest, 2, Digits(request.Condition));
        Put(ref rest, 9, Signed(request.Fee));
        PutVariable(ref rest, 2, 11, Digits(request.Acquirer));
        PutVariable(ref rest, 2, 37, TrackOnly(request.Track));
        Put(ref rest, 12, AlphaNumericOnly(request.Reference));
        Put(ref rest, 8, Text(request.Terminal));
        Put(ref rest, 15, Text(request.Acceptor));
        Put(ref rest, 40, Text(request.Place));
        Put(ref rest, 3, AlphaNumericOnly(request.Currency));
        Put(ref rest, 8, request.PinBlock);
        PutVariable(ref rest, 3, 999, Text(request.KeySerial));
        Put(ref rest, 8, request.Mac);
        return destination.Length - rest.Length;
    }

    private static ReadOnlySpan<byte> Digits(ReadOnlySpan<byte> field) => IsDigits(field) ? field : throw Unfit();

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field) => IsText(field) ? field : throw Unfit();

    private static ReadOnlySpan<byte> AlphaNumericOnly(ReadOnlySpan<byte> field) =>
        !field.ContainsAnyExcept(AlphaNumeric) ? field : throw Unfit();

    private static ReadOnlySpan<byte> TrackOnly(ReadOnlySpan<byte> field) =>
        !field.ContainsAnyExcept(TrackCharacters) ? field : throw Unfit();

    private static ReadOnlySpan<byte> Signed(ReadOnlySpan<byte> field) =>
        field[0] is (byte)'C' or (byte)'D' && IsDigits(field[1..]) ? field : throw Unfit();

    private static ArgumentException Unfit() => new("A field does not fit.");

    private static bool TakeDigits(
        ReadOnlySpan<byte> message,
        scoped ref int at,
        int count,
        out ReadOnlySpan<byte> field
    ) => Take(message, ref at, count, out field) && IsDigits(field);

    private static bool Take(ReadOnlySpan<byte> message, scoped ref int at, int count, out ReadOnlySpan<byte> field)
    {
        if (message.Length - at < count)
        {
            field = default;
            return false;
        }

        field = message.Slice(at, count);
        at += count;
        return true;
    }

    private static bool TakeVariable(
        ReadOnlySpan<byte> message,
        scoped ref int at,
        int lengthDigits,
        int most,
        out ReadOnlySpan<byte> field
    )
    {
        field = default;
        if (!Take(message, ref at, lengthDigits, out var digits))
        {
            return false;
        }

        var length = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            length = length * 10 + digit - '0';
        }

        return length <= most && Take(message, ref at, length, out field);
    }

    private static bool IsDigits(ReadOnlySpan<byte> field) => !field.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static bool IsText(ReadOnlySpan<byte> field) => !field.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    private static void Put(ref Span<byte> rest, int length, ReadOnlySpan<byte> field)
    {
        if (field.Length != length)
        {
            throw Unfit();
        }

        field.CopyTo(rest);
        rest = rest[length..];
    }

    private static void PutNumber(ref Span<byte> rest, int width, long value)
    {
        if (
            !Utf8Formatter.TryFormat(value, rest, out var written, new StandardFormat('D', (byte)width))
            || written != width
        )
        {
            throw Unfit();
        }

        rest = rest[width..];
    }

    private static void PutVariable(ref Span<byte> rest, int lengthDigits, int most, ReadOnlySpan<byte> field)
    {
        if (field.Length > most)
        {
            throw Unfit();
        }

        PutNumber(ref rest, lengthDigits, field.Length);
        Put(ref rest, field.Length, field);
    }
}
