using System.Net;
using System.Net.Sockets;
using AtmTerminal.Benchmarks.Journal;

namespace AtmTerminal.Benchmarks.Withdrawals;

/// <summary>
/// The least a withdrawal can cost on this machine: durable writes on the terminal's side, and questions over TCP to a host that
/// makes one durable write before it answers. No message is built or read, nothing is decided.
/// </summary>
internal sealed class WithdrawalFloor : IDisposable
{
    private const int QuestionBytes = 250;
    private const int AnswerBytes = 150;

    private readonly RawFloor _journal;
    private readonly RawFloor _hostStore;
    private readonly Socket _line;
    private readonly Thread _host;
    private readonly byte[] _question = new byte[QuestionBytes];
    private readonly byte[] _answer = new byte[AnswerBytes];

    public WithdrawalFloor(string folder)
    {
        _journal = new(Path.Combine(folder, "floor-journal"));
        _hostStore = new(Path.Combine(folder, "floor-host"));
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _line = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _line.Connect(listener.LocalEndPoint!);
        var accepted = listener.Accept();
        _host = new Thread(() => Serve(accepted)) { Name = "floor host", IsBackground = true };
        _host.Start();
    }

    public void Withdraw(int durableWrites, int questions)
    {
        for (var i = 0; i < durableWrites; i++)
            _journal.Commit();
        for (var i = 0; i < questions; i++)
        {
            _line.Send(_question);
            if (!TryReceive(_line, _answer))
                throw new IOException("The host of the floor is gone.");
        }
    }

    public void Dispose()
    {
        _line.Dispose();
        _host.Join();
        _journal.Dispose();
        _hostStore.Dispose();
    }

    private void Serve(Socket line)
    {
        using var served = line;
        line.NoDelay = true;
        byte[] question = new byte[QuestionBytes],
            answer = new byte[AnswerBytes];
        while (TryReceive(line, question))
        {
            _hostStore.Commit();
            line.Send(answer);
        }
    }

    private static bool TryReceive(Socket line, byte[] whole)
    {
        for (var have = 0; have < whole.Length; )
        {
            var count = line.Receive(whole.AsSpan(have));
            if (count == 0)
                return false;
            have += count;
        }
        return true;
    }
}
