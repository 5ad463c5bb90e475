using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Service;

/// <summary>A suspect case as a count closes it.</summary>
/// <param name="Notes">What the customer could have taken; may be nothing.</param>
/// <param name="Amount">What is posted: their value, but never more than was asked for.</param>
public sealed record ClosedCase(Withdrawal Case, NoteCounts Notes, Money Amount);

/// <summary>What a count of all notes says.</summary>
public abstract record CountVerdict
{
    private CountVerdict() { }

    /// <param name="Cases">All suspect cases, oldest first.</param>
    /// <param name="Expected">What has to be in the machine when the cases are closed so.</param>
    /// <param name="Found">What was counted.</param>
    /// <param name="Short">Notes that are missing and that no case explains, by the first cassette of their kind.</param>
    /// <param name="Over">Notes that are there and should not be.</param>
    public sealed record Decided(
        IReadOnlyList<ClosedCase> Cases,
        Money Expected,
        Money Found,
        NoteCounts Short,
        NoteCounts Over
    ) : CountVerdict
    {
        /// <summary>Whether everything is explained, note by note.</summary>
        public bool Agrees => Expected == Found && Short.IsEmpty && Over.IsEmpty;
    }

    /// <summary>The count alone does not say it.</summary>
    public sealed record Undecided(ServiceRefusal Why, string Sentence) : CountVerdict;
}
