using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests;

/// <summary>Changes the bytes of a framed message where they lie.</summary>
internal delegate void SpoilMessage(ReadOnlyMemory<byte> frame);

/// <summary>What the line and the host do with one question and its answer. The default: all goes well in 10 ms each way.</summary>
internal sealed record Fate
{
    public static Fate Good { get; } = new();

    /// <summary>The question never reaches the host.</summary>
    public static Fate QuestionLost { get; } = new() { HostHears = false, Copies = 0 };

    /// <summary>The host has done its part, but the answer is lost.</summary>
    public static Fate AnswerLost { get; } = new() { Copies = 0 };

    /// <summary>The host dies before it has committed anything: the connection ends without an answer.</summary>
    public static Fate HostStopsBeforeCommit { get; } =
        new()
        {
            HostHears = false,
            Copies = 0,
            Hangup = true,
        };

    /// <summary>The host has committed and dies before it answers.</summary>
    public static Fate HostStopsAfterCommit { get; } = new() { Copies = 0, Hangup = true };

    public bool HostHears { get; init; } = true;

    /// <summary>From the question to the answer's arrival.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How often the answer arrives.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>The connection ends instead of an answer.</summary>
    public bool Hangup { get; init; }

    /// <summary>The answer says something else, under a right MAC.</summary>
    public Func<LineMessage, LineMessage>? Says { get; init; }

    /// <summary>The bytes of the answer, frame header included, are changed on their way.</summary>
    public Func<byte[], byte[]>? Alters { get; init; }

    /// <summary>The answer is changed before its MAC is made: only a fault of the host can do that.</summary>
    public SpoilMessage? Spoils { get; init; }

    /// <summary>After the altered answer the unaltered one arrives too.</summary>
    public bool GoodOneFollows { get; init; }
}
