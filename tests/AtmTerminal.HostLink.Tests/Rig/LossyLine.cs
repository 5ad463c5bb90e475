using AtmTerminal.Iso8583;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink.Tests;

/// <summary>A line on virtual time to a scripted host, which loses, delays, doubles, alters and cuts as it is told.</summary>
internal sealed class LossyLine(ScriptedHost host, HostKeys keys, TimeProvider time) : ILineTransport
{
    private readonly Dictionary<Type, Queue<Fate>> _fates = [];
    private MemoryConnection? _current;

    /// <summary>When false nobody answers the call.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Decides about questions for which <see cref="Next{T}"/> has nothing; all go well unless a test says otherwise.</summary>
    public Func<Fate> Otherwise { get; set; } = () => Fate.Good;

    /// <summary>Moments of all attempts to connect.</summary>
    public List<DateTimeOffset> Attempts { get; } = [];

    /// <summary>What happens to the next questions of a kind, in order; after these all go well.</summary>
    public void Next<T>(params Fate[] fates)
        where T : LineMessage
    {
        if (!_fates.TryGetValue(typeof(T), out var queue))
            _fates[typeof(T)] = queue = new Queue<Fate>();
        foreach (var fate in fates)
            queue.Enqueue(fate);
    }

    public void Cut() => _current?.End();

    /// <summary>Puts bytes on the line towards the terminal that no question asked for.</summary>
    public void Inject(byte[] frame) => _current!.Arrive(frame);

    public Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken)
    {
        Attempts.Add(time.GetUtcNow());
        _current = IsUp ? new MemoryConnection(CarryAsync) : null;
        return Task.FromResult<ILineConnection?>(_current);
    }

    /// <summary>An answer as the host would send it, under the keys of a question.</summary>
    /// <param name="spoils">Changes the message before its MAC is made.</param>
    public byte[] Seal(LineMessage answer, SpoilMessage? spoils = null)
    {
        using var messageKeys = keys.TryOpen(answer.Header.KeySerialNumber)!;
        var frame = new LineFrame();
        frame.Write(answer);
        spoils?.Invoke(frame.Bytes);
        messageKeys.MacAnswer(frame.Covered, frame.Mac);
        return frame.Bytes.ToArray();
    }

    private async Task CarryAsync(MemoryConnection connection, byte[] frame)
    {
        Assert.That(Frame.TryUnwrap(frame, out var bytes, out var error), Is.True, error.ToString());
        var question = Open(bytes);
        var fate =
            _fates.TryGetValue(question.GetType(), out var queue) && queue.TryDequeue(out var next)
                ? next
                : Otherwise();
        await Task.Delay(fate.Delay / 2, time);
        var answer = fate.HostHears ? host.Answer(question) : null;
        await Task.Delay(fate.Delay / 2, time);
        if (fate.Hangup)
            connection.End();
        if (answer is null)
            return;
        var good = Seal(fate.Says?.Invoke(answer) ?? answer, fate.Spoils);
        for (var copy = 0; copy < fate.Copies; copy++)
            connection.Arrive(fate.Alters?.Invoke(good.ToArray()) ?? good);
        if (fate.GoodOneFollows)
            connection.Arrive(Seal(answer));
    }

    /// <summary>Reads a question as the host does; a wrong MAC or an unreadable message is a fault of the terminal.</summary>
    public LineMessage Open(ReadOnlySpan<byte> bytes)
    {
        var message = new Iso8583Message(Dialect.Line);
        Assert.That(message.TryDecode(bytes, out var error), Is.True, error.ToString());
        Assert.That(LineReader.TryReadEnvelope(message, out var envelope, out error), Is.True, error.ToString());
        Assert.That(message.TryGetMac(out var covered, out var mac), Is.True);
        using var messageKeys = keys.TryOpen(envelope.KeySerialNumber);
        Assert.That(messageKeys!.RequestMacHolds(covered, mac), Is.True);
        Assert.That(LineReader.TryRead(message, out var question, out error), Is.True, error.ToString());
        return question!;
    }
}
