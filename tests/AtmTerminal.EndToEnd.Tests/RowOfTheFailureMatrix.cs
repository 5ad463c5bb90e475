using AtmTerminal.BankHost;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Session.Table;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>A whole terminal for each test, and the ends that a row of the failure matrix can have.</summary>
public abstract class RowOfTheFailureMatrix
{
    protected TestTerminal Atm { get; private set; } = null!;

    [SetUp]
    public void Start() => Atm = Make();

    [TearDown]
    public void Dispose() => Atm.Dispose();

    /// <summary>The terminal of the test: as it is delivered, unless the test is about another.</summary>
    protected virtual TestTerminal Make() => new();

    // The throat sensor sees the notes before a hand can grip them; a second later they stand out far enough.
    protected void CutPowerWhileNotesWait(int amount)
    {
        Atm.Customer.Order(amount).TakeCard();
        Atm.WaitUntil(() => Atm.Journaled<NotesPresented>().Count > 0, "notes", TimeSpan.FromMinutes(1));
        Atm.Wait(TimeSpan.FromSeconds(1));
        Atm.CutPower();
    }

    protected static Dictionary<string, string> Of(string parameter, string value) => new() { [parameter] = value };

    protected static Money Hryvnias(long amount) => Money.FromMajorUnits(amount, Currency.Uah);

    /// <summary>The one case of this kind that is open at the bank.</summary>
    protected BankCase TheCase(string kind)
    {
        Atm.Settle();
        var cases = Atm.Host.Queries.Cases(Atm.Config.TerminalId).Where(c => c.IsOpen && c.Key.Kind == kind).ToList();
        Assert.That(cases, Has.Count.EqualTo(1), kind);
        return cases[0];
    }

    /// <summary>A case about this withdrawal is open, its hold is there long after its time, and nothing was posted.</summary>
    protected void HeldUntilAPersonDecides(long number = 1)
    {
        var suspect = TheCase(NoticeKinds.Suspect);
        Assert.That(suspect.Key.Number, Is.EqualTo(number));
        Atm.Wait(TimeSpan.FromDays(4));
        Assert.That(
            Atm.Host.Queries.OpenHolds().Select(h => h.Number),
            Is.EqualTo(new[] { number }),
            "the hold is kept"
        );
        Assert.That(Atm.Host.Queries.Postings(Atm.Config.TerminalId), Is.Empty);
    }

    protected void Paid(long hryvnias)
    {
        Assert.That(Accounting.Given(Atm), Is.EqualTo(Hryvnias(hryvnias)));
        Assert.That(Accounting.Check(Atm), Is.Empty);
    }

    protected void NothingIsOpenAndNothingWasPosted()
    {
        Atm.Settle();
        Assert.That(Atm.Terminal!.Status.State, Is.EqualTo(SessionState.AwaitingCard));
        Assert.That(Atm.Host.Queries.PostedSum(Atm.Config.TerminalId, Currency.Uah).IsZero);
        Assert.That(Accounting.Given(Atm).IsZero);
        Assert.That(Accounting.Check(Atm), Is.Empty);
    }
}
