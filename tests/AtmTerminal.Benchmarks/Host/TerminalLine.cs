using System.Net;
using System.Net.Sockets;
using AtmTerminal.Iso8583;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>A terminal's connection to a host: a question, then its answer.</summary>
internal sealed class TerminalLine : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public TerminalLine(IPEndPoint host) => _socket.Connect(host);

    /// <summary>Sends a frame and waits for the frame of its answer.</summary>
    /// <exception cref="SocketException">The line broke.</exception>
    public byte[] Ask(byte[] question)
    {
        _socket.Send(question);
        var header = new byte[Frame.HeaderBytes];
        Receive(header);
        var answer = new byte[Frame.HeaderBytes + header[0] * 256 + header[1]];
        header.CopyTo(answer, 0);
        Receive(answer.AsSpan(Frame.HeaderBytes));
        return answer;
    }

    public void Dispose() => _socket.Dispose();

    private void Receive(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = _socket.Receive(bytes);
            if (count == 0)
                throw new SocketException((int)SocketError.ConnectionReset);
            bytes = bytes[count..];
        }
    }
}
