using AtmTerminal.Iso8583;

namespace AtmTerminal.Benchmarks.Iso8583;

/// <summary>The same message through the field table, as the line would do it.</summary>
internal static class FieldTableCodec
{
    public static int Build(CashRequest request, Span<byte> destination)
    {
        var writer = new Iso8583Writer(Dialect.Line, destination, messageType: 200);
        writer.Text(2, request.Pan);
        writer.Text(3, request.ProcessingCode);
        writer.Number(4, request.Amount);
        writer.Text(7, request.SentAt);
        writer.Number(11, request.Trace);
        writer.Text(12, request.LocalTime);
        writer.Text(13, request.LocalDate);
        writer.Text(18, request.MerchantType);
        writer.Text(22, request.EntryMode);
        writer.Text(25, request.Condition);
        writer.Text(28, request.Fee);
        writer.Text(32, request.Acquirer);
        writer.Text(35, request.Track);
        writer.Text(37, request.Reference);
        writer.Text(41, request.Terminal);
        writer.Text(42, request.Acceptor);
        writer.Text(43, request.Place);
        writer.Text(49, request.Currency);
        writer.Bytes(52, request.PinBlock);
        writer.Text(63, request.KeySerial);
        writer.ReserveMac();
        var encoded = writer.Finish();
        request.Mac.CopyTo(destination[encoded.MacRange]);
        return encoded.Length;
    }
}
