using AtmTerminal.BankHost;
using AtmTerminal.HostLink;
using AtmTerminal.Iso8583;

namespace AtmTerminal.Testing;

/// <summary>
/// The line to the bank host on virtual time: real frames, the real host, no socket. It can be down, lose questions or answers,
/// alter answers, and be slow.
/// </summary>
public sealed class BankLine(HostCore host, TimeProvider time) : ILineTransport
{
    private readonly byte[] _answer = new byte[Frame.MostBytes];
    private Connection? _connection;
    private byte[] _lastAnswer = [];

    /// <summary>When false nobody answers the call, and the connection is lost.</summary>
    public bool IsUp
    {
        get;
        set
        {
            field = value;
            if (!value)
                _connection?.End();
        }
    } = true;

    /// <summary>There and back.</summary>
    public TimeSpan RoundTrip { get; set; } = TimeSpan.FromMilliseconds(40);

    /// <summary>How many of the next answers are lost on their way; the host has heard the questions.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>How many of the next questions never reach the host.</summary>
    public int QuestionsToLose { get; set; }

    /// <summary>How many of the next answers are altered in one bit of their last byte, which is the MAC's.</summary>
    public int AnswersToAlter { get; set; }

    /// <summary>How many of the next answers are replaced by the answer before them: they belong to another question.</summary>
    public int AnswersToMixUp { get; set; }

    /// <summary>What the host itself does wrong with completions.</summary>
    public FailingHost Faults { get; } = new(host);

    /// <summary>Where the host can be stopped; <c>null</c>: nowhere.</summary>
    internal StoppingHost? Stops { get; set; }

    /// <summary>Called when the host has answered and the answer is still on its way, with the type of the question.</summary>
    public event Action<string>? HostAnswered;

    public Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken)
    {
        _connection = IsUp ? new Connection(this) : null;
        return Task.FromResult<ILineConnection?>(_connection);
    }

    /// <summary>The computer at this end has lost its power.</summary>
    public void Cut() => _connection?.End();

    private async Task Carry(Connection connection, byte[] frame)
    {
        await Task.Delay(RoundTrip / 2, time);
        if (QuestionsToLose > 0)
        {
            QuestionsToLose--;
            return;
        }
        var type = System.Text.Encoding.ASCII.GetString(frame, frame.Length > 6 ? 2 : 0, 4);
        var length = Stops is null ? Faults.Handle(type, frame, _answer) : Stops.Handle(type, frame, _answer);
        var answer = _answer.AsSpan(0, length).ToArray();
        HostAnswered?.Invoke(type);
        await Task.Delay(RoundTrip / 2, time);
        if (length == 0)
            return;
        if (AnswersToLose > 0)
        {
            AnswersToLose--;
            return;
        }
        if (AnswersToAlter > 0)
        {
            AnswersToAlter--;
            answer[^1] ^= 1;
        }
        if (AnswersToMixUp > 0)
        {
            AnswersToMixUp--;
            answer = _lastAnswer;
        }
        _lastAnswer = answer;
        connection.Arrive(answer);
    }

    private sealed class Connection(BankLine line) : ILineConnection
    {
        private readonly Queue<byte[]> _arrived = new();
        private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _ended;

        public Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
        {
            if (!_ended)
                _ = line.Carry(this, frame.ToArray());
            return Task.FromResult(!_ended);
        }

        public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
        {
            while (!_ended)
            {
                if (_arrived.TryDequeue(out var frame))
                    return Frame.TryUnwrap(frame, out var message, out _) ? message.ToArray() : null;
                await _more.Task;
                _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            return null;
        }

        public void Arrive(byte[] frame)
        {
            _arrived.Enqueue(frame);
            _more.TrySetResult();
        }

        public void End()
        {
            _ended = true;
            _more.TrySetResult();
        }

        public void Dispose() => End();
    }
}
