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
