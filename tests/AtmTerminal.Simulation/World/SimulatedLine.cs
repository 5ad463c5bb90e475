using AtmTerminal.HostLink;
using AtmTerminal.Iso8583;

namespace AtmTerminal.Simulation;

/// <summary>What a line does to the next frame that it carries, in either direction.</summary>
internal enum LineTrouble
{
    None,
    Delays,
    Drops,
    Doubles,
    Reorders,
    CutsInMidFrame,
    Alters,
}

/// <summary>The line of one cashpoint: real frames, no socket, and everything a network may do to them.</summary>
internal sealed class SimulatedLine : ILineTransport
{
    private static readonly TimeSpan AnswerLimit = new LinkSettings("", "", "").AnswerLimit;

    private readonly World _world;
    private readonly int _cashpoint;
    private readonly Action<string> _pass;
    private Connection? _connection;
    private (LineTrouble Kind, bool OnAnswer, ulong Detail) _trouble;
    private byte[]? _heldBack;
    private readonly HashSet<string> _notToBeBelieved = new(StringComparer.Ordinal);
    private TimeSpan _askedAt;

    public SimulatedLine(World world, int cashpoint, Action<string> pass)
    {
        (_world, _cashpoint, _pass) = (world, cashpoint, pass);
        world.Host.Stopped += Cut;
    }

    public bool IsUp
    {
        get;
        set
        {
            field = value;
            if (!value)
                Cut();
        }
    } = true;

    /// <summary>Whether what was planned has not yet met a frame.</summary>
    public bool TroubleAhead => _trouble.Kind != LineTrouble.None;

    /// <summary>
    /// Whether the last answer of this type that came out of the line was altered on its way or, an authorisation, came after
    /// the time limit: then nothing may follow from it (A4, A5, E7).
    /// </summary>
    public bool MayBeBelieved(string type) => !_notToBeBelieved.Contains(type);

    /// <summary>The next frame, or the next answer, meets this.</summary>
    public void Plan(LineTrouble kind, ulong detail) => _trouble = (kind, (detail & 1) == 1, detail >> 1);

    public Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken)
    {
        Cut();
        _connection = IsUp && _world.Host.IsUp ? new(this) : null;
        return Task.FromResult<ILineConnection?>(_connection);
    }

    /// <summary>The connection ends, for both sides.</summary>
    public void Cut()
    {
        _heldBack = null;
        _connection?.End();
        _connection = null;
    }

    private static string TypeOf(byte[] frame) =>
        frame.Length > 6 ? System.Text.Encoding.ASCII.GetString(frame, 2, 4) : "";

    private void Send(Connection from, byte[] frame)
    {
        if (TypeOf(frame) == "0100")
            _askedAt = _world.Clock.Elapsed;
        _pass($"line.send {TypeOf(frame)}");
        Carry(from, frame, isAnswer: false);
    }

    private void Carry(Connection connection, byte[] frame, bool isAnswer)
    {
        var delay = _world.Plan.RoundTrip / 2;
        var trouble =
            _trouble.Kind != LineTrouble.None && _trouble.OnAnswer == isAnswer ? _trouble.Kind : LineTrouble.None;
        var detail = _trouble.Detail;
        var (type, altered) = (TypeOf(frame), false);
        if (trouble != LineTrouble.None)
        {
            _trouble = default;
            _world.Trace.Add(_world.Clock.Elapsed, _cashpoint, trouble.ToString());
            NoteRow(trouble, TypeOf(frame), detail);
        }
        switch (trouble)
        {
            case LineTrouble.Drops:
                return;
            case LineTrouble.CutsInMidFrame:
                _world.After(delay, connection.End);
                return;
            case LineTrouble.Reorders:
                _heldBack = frame;
                return;
            case LineTrouble.Alters:
                type = TypeOf(frame);
                frame[(int)(detail % (ulong)frame.Length)] ^= (byte)(1 << (int)(detail / 7 % 8));
                altered = true;
                break;
            case LineTrouble.Delays:
                delay += TimeSpan.FromSeconds(detail % 90);
                break;
            case LineTrouble.Doubles:
                Deliver(connection, new([.. frame], type, false), isAnswer, delay * 2);
                break;
        }
        Deliver(connection, new(frame, type, altered), isAnswer, delay);
        if (_heldBack is not { } late)
            return;
        _heldBack = null;
        Deliver(connection, new(late, TypeOf(late), false), isAnswer: false, delay * 2);
    }

    private void NoteRow(LineTrouble trouble, string type, ulong detail)
    {
        var upload = type is "0230" or "0430";
        if (trouble == LineTrouble.Delays && type == "0110" && detail % 90 > 60)
            _world.Tally.Row("A4");
        else if (trouble == LineTrouble.Drops && upload)
            _world.Tally.Row("E3");
        else if (trouble == LineTrouble.Alters && upload)
            _world.Tally.Row("E7");
        else if (trouble == LineTrouble.Reorders && type == "0100")
            _world.Tally.Row("E11");
    }

    private void Deliver(Connection connection, Carried carried, bool isAnswer, TimeSpan delay) =>
        _world.After(delay, () => Arrive(connection, carried, isAnswer));

    private void Arrive(Connection connection, Carried carried, bool isAnswer)
    {
        if (isAnswer)
        {
            if (connection.IsOpen)
                connection.Arrive(carried);
            return;
        }
        var answer = _world.Host.Handle(carried.Frame);
        _world.Trace.Add(_world.Clock.Elapsed, _cashpoint, "host answers", answer.Length);
        if (carried.Altered && answer.Length > 0)
            _world.Violated($"A5: the host answers a {carried.Type} that was altered on its way");
        // What the host has answered is on its way even when the terminal has hung up meanwhile.
        if (answer.Length > 0 && connection.IsOpen)
            Carry(connection, answer, isAnswer: true);
    }

    private void Hear(Carried answer)
    {
        var late = answer.Type == "0110" && _world.Clock.Elapsed > _askedAt + AnswerLimit;
        if (answer.Altered || late)
            _notToBeBelieved.Add(answer.Type);
        else
            _notToBeBelieved.Remove(answer.Type);
    }

    /// <summary>A frame on its way.</summary>
    /// <param name="Type">What it was when it was sent.</param>
    private readonly record struct Carried(byte[] Frame, string Type, bool Altered);

    private sealed class Connection(SimulatedLine line) : ILineConnection
    {
        private readonly Queue<Carried> _arrived = new();
        private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsOpen { get; private set; } = true;

        public Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
        {
            if (IsOpen)
                line.Send(this, frame.ToArray());
            return Task.FromResult(IsOpen);
        }

        public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
        {
            while (IsOpen)
            {
                if (_arrived.TryDequeue(out var carried))
                {
                    line._pass($"line.receive {carried.Type}");
                    line.Hear(carried);
                    // As over TCP, bytes that make no frame end the connection.
                    return Frame.TryUnwrap(carried.Frame, out var message, out _) ? message.ToArray() : null;
                }
                await _more.Task;
                _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            return null;
        }

        public void Arrive(Carried carried)
        {
            _arrived.Enqueue(carried);
            _more.TrySetResult();
        }

        public void End()
        {
            IsOpen = false;
            _more.TrySetResult();
        }

        public void Dispose() => End();
    }
}
