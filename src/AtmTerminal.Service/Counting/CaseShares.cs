using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Service;

/// <summary>Which suspect case gave which of the missing notes.</summary>
internal abstract record CaseShares
{
    private CaseShares() { }

    public sealed record Fitting(IReadOnlyList<ClosedCase> Cases) : CaseShares;

    public sealed record NotFitting(CountVerdict.Undecided Why) : CaseShares;

    /// <param name="missing">Of each kind; below zero is more than expected and nobody's.</param>
    /// <param name="said">What persons say; <c>null</c> when the count shall decide alone.</param>
    public static CaseShares Split(
        IEnumerable<Withdrawal> suspects,
        NoteKinds kinds,
        Dictionary<Denomination, int> missing,
        IReadOnlyDictionary<WithdrawalNumber, NoteCounts>? said
    )
    {
        var claims = suspects.Select(w => new Claim(w)).ToList();
        return said is null ? ByCount(claims, kinds, missing) : AsSaid(claims, kinds, missing, said);
    }

    // Every kind has to have one answer: nobody's, everybody's, or the only one's who had such notes before him.
    private static CaseShares ByCount(List<Claim> claims, NoteKinds kinds, Dictionary<Denomination, int> missing)
    {
        if (claims.Find(c => c.Case.CountedSince) is { } counted)
            return Refused(
                ServiceRefusal.SharesNeeded,
                $"The cash was counted since withdrawal {counted.Case.Number}: say which notes it gave."
            );
        foreach (var (kind, lacking) in missing)
        {
            var claimants = claims.Where(c => c.NotesOf(kind, kinds) > 0).ToList();
            var gone = Math.Clamp(lacking, 0, claimants.Sum(c => c.NotesOf(kind, kinds)));
            if (claimants.Count > 1 && gone > 0 && gone < claimants.Sum(c => c.NotesOf(kind, kinds)))
                return Refused(
                    ServiceRefusal.SharesNeeded,
                    $"{gone} of {kind} are missing and withdrawals {Numbers(claimants)} could have given them: say which gave how many."
                );
            foreach (var claimant in claimants)
                claimant.Take(kind, Math.Min(gone, claimant.NotesOf(kind, kinds)), kinds);
        }
        return new Fitting([.. claims.Select(c => c.Close(kinds))]);
    }

    private static CaseShares AsSaid(
        List<Claim> claims,
        NoteKinds kinds,
        Dictionary<Denomination, int> missing,
        IReadOnlyDictionary<WithdrawalNumber, NoteCounts> said
    )
    {
        foreach (var (number, notes) in said)
            if (claims.Find(c => c.Case.Number == number) is not { } claim || !claim.Reachable.Covers(notes))
                return Refused(
                    ServiceRefusal.SharesDoNotFit,
                    $"Withdrawal {number} cannot have given {notes}: so many notes were never presented for it."
                );
        foreach (var claim in claims)
            claim.Say(said.GetValueOrDefault(claim.Case.Number) ?? NoteCounts.Empty);
        // A case from before the last exchange is no part of what this count finds missing.
        var counted = claims.Where(c => !c.Case.CountedSince).ToList();
        foreach (var (kind, lacking) in missing)
        {
            var gone = Math.Clamp(lacking, 0, counted.Sum(c => c.NotesOf(kind, kinds)));
            var sum = counted.Sum(c => c.Given(kind, kinds));
            if (sum != gone)
                return Refused(
                    ServiceRefusal.SharesDoNotFit,
                    $"{gone} of {kind} are with customers by the count, and {sum} were said: they have to be the same."
                );
        }
        return new Fitting([.. claims.Select(c => c.Close(kinds))]);
    }

    private static NotFitting Refused(ServiceRefusal why, string sentence) => new(new(why, sentence));

    private static string Numbers(IEnumerable<Claim> claims) => string.Join(" and ", claims.Select(c => c.Case.Number));

    /// <summary>A case, and what its customer could have reached: nothing, when nothing was ever about to be presented.</summary>
    private sealed class Claim(Withdrawal suspect)
    {
        private NoteCounts _given = NoteCounts.Empty;

        public Withdrawal Case => suspect;

        public NoteCounts Reachable => suspect.Presented ?? NoteCounts.Empty;

        public int NotesOf(Denomination kind, NoteKinds kinds) => Sum(Reachable, kind, kinds);

        public int Given(Denomination kind, NoteKinds kinds) => Sum(_given, kind, kinds);

        public void Say(NoteCounts notes) => _given = notes;

        public void Take(Denomination kind, int notes, NoteKinds kinds)
        {
            foreach (var (unit, there) in Reachable.Where(n => kinds.KindOf(n.Key) == kind))
            {
                var taken = Math.Min(notes, there);
                notes -= taken;
                _given = _given.Plus(unit, taken);
            }
        }

        public ClosedCase Close(NoteKinds kinds)
        {
            var value = _given.Aggregate(
                Money.Zero(suspect.Amount.Currency),
                (sum, n) => sum + kinds.KindOf(n.Key).Value * n.Value
            );
            return new(suspect, _given, Money.Min(suspect.Amount, value));
        }

        private static int Sum(NoteCounts notes, Denomination kind, NoteKinds kinds) =>
            notes.Where(n => kinds.KindOf(n.Key) == kind).Sum(n => n.Value);
    }
}
