using AtmTerminal.Iso8583;

namespace AtmTerminal.Benchmarks.Iso8583;

/// <summary>The same message through the field table, as the line would do it.</summary>
internal static class FieldTableCodec
{
    public static int Build(Span<byte> destination)
    {
        var writer = new Iso8583Writer(Dialect.Line, destination, messageType: 200);
        writer.Text(2, CashRequest.Pan);
        writer.Text(3, CashRequest.ProcessingCode);
        writer.Number(4, CashRequest.Amount);
        writer.Text(7, CashRequest.SentAt);
        writer.Number(11, CashRequest.Trace);
        writer.Text(12, CashRequest.LocalTime);
        writer.Text(13, CashRequest.LocalDate);
        writer.Text(18, CashRequest.MerchantType);
        writer.Text(22, CashRequest.EntryMode);
        writer.Text(25, CashRequest.Condition);
        writer.Text(28, CashRequest.Fee);
        writer.Text(32, CashRequest.Acquirer);
        writer.Text(35, CashRequest.Track);
        writer.Text(37, CashRequest.Reference);
        writer.Text(41, CashRequest.Terminal);
        writer.Text(42, CashRequest.Acceptor);
        writer.Text(43, CashRequest.Place);
        writer.Text(49, CashRequest.Currency);
        writer.Bytes(52, CashRequest.PinBlock);
        writer.Text(63, CashRequest.KeySerial);
        writer.ReserveMac();
        var encoded = writer.Finish();
        CashRequest.Mac.CopyTo(destination[encoded.MacRange]);
        return encoded.Length;
    }
}
