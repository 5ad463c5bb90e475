using AtmTerminal.Iso8583;
using AtmTerminal.Security;

namespace AtmTerminal.BankHost;

/// <summary>What one message at a time is read into and answered from. Kept for the next one, since both are large.</summary>
internal sealed class MessageDesk
{
    private readonly LineFrame _frame = new();

    public Iso8583Message Message { get; } = new(Dialect.Line);

    public bool MacHolds(HostMessageKeys keys) =>
        Message.TryGetMac(out var covered, out var mac) && keys.RequestMacHolds(covered, mac);

    /// <summary>Frames and signs an answer.</summary>
    /// <returns>Bytes written.</returns>
    public int Write(LineMessage reply, HostMessageKeys keys, Span<byte> answer)
    {
        _frame.Write(reply);
        keys.MacAnswer(_frame.Covered, _frame.Mac);
        _frame.Bytes.Span.CopyTo(answer);
        return _frame.Bytes.Length;
    }

    /// <summary>Both held a card number.</summary>
    public void Clear()
    {
        Message.Clear();
        _frame.Clear();
    }
}
