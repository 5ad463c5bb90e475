namespace AtmTerminal.Journal;

/// <summary>How the opening of a journal ended. In every case but <see cref="Opened"/> no session may start.</summary>
public abstract record OpeningOutcome
{
    private OpeningOutcome() { }

    /// <summary>One plain sentence for the person at the machine: what is the matter and what to do.</summary>
    public abstract string Sentence { get; }

    /// <summary>Open, its chain end checked, its state as it was left. Reconcile before the first session.</summary>
    /// <param name="Created">True when this was the first start and a new journal was made.</param>
    public sealed record Opened(IJournal Journal, bool Created) : OpeningOutcome
    {
        public override string Sentence => Created ? "A new journal was created." : "The journal is open.";
    }

    /// <summary>The file does not hold what was written to it. It is kept untouched and no other is created (D8, D9).</summary>
    /// <param name="Row">The first row found wrong; 0 when it is not one row.</param>
    public sealed record Damaged(long Row, string Reason) : OpeningOutcome
    {
        public override string Sentence =>
            $"The journal is damaged{(Row > 0 ? $" at row {Row}" : "")}: {Reason} "
            + "It is kept as it is; run 'AtmTerminal journal verify' and call the bank before anything is changed.";
    }

    /// <summary>Another process holds the journal.</summary>
    public sealed record InUse : OpeningOutcome
    {
        public override string Sentence => "The journal is in use: the terminal is running. Stop it first.";
    }

    /// <summary>The file, its key or its folder cannot be used; nothing was changed.</summary>
    public sealed record CannotOpen(string Reason) : OpeningOutcome
    {
        public override string Sentence => $"The journal cannot be opened: {Reason}";
    }
}
