namespace AtmTerminal.BankHost;

/// <summary>How an operation of the bank's people ended. A refusal has changed nothing.</summary>
internal abstract record OfficeResult<T>
{
    private OfficeResult() { }

    /// <summary>It is done, with its line in the audit.</summary>
    public sealed record Done(T Value) : OfficeResult<T>;

    /// <param name="Why">Whose doing it is that nothing was done.</param>
    /// <param name="Sentence">One sentence for the person who asked: what is wrong, and what to do about it.</param>
    public sealed record Refused(Refusal Why, string Sentence) : OfficeResult<T>;

    public static implicit operator OfficeResult<T>(T value) => new Done(value);

    public static implicit operator OfficeResult<T>(OfficeProblem problem) =>
        new Refused(problem.Why, problem.Sentence);
}

/// <summary>Why an operation is refused, before it is known what it would have given.</summary>
/// <param name="Sentence">As in <see cref="OfficeResult{T}.Refused"/>.</param>
internal sealed record OfficeProblem(Refusal Why, string Sentence);

/// <summary>The kinds of refusal, as they differ for who asks again.</summary>
internal enum Refusal
{
    /// <summary>The input cannot be right whatever the store holds.</summary>
    WrongInput,

    /// <summary>The employee lacks the right, or it is another bank's business.</summary>
    NotAllowed,

    /// <summary>What was named is not there.</summary>
    NotFound,

    /// <summary>A rule, or the state of what was named, stands against it.</summary>
    NotNow,
}
