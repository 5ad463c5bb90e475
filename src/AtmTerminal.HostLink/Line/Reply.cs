using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink;

/// <summary>How one question on the line ended.</summary>
internal abstract record Reply
{
    private Reply() { }

    /// <summary>An answer whose MAC holds and that is about this question.</summary>
    public sealed record Answered(LineMessage Answer) : Reply;

    /// <summary>The question left, or part of it may have left, and no valid answer came.</summary>
    public sealed record Unanswered(NoAnswerReason Reason) : Reply;

    /// <summary>There was no connection to put it on.</summary>
    public sealed record NotSent : Reply;
}
