using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests;

/// <summary>What a terminal that may serve cards without a line keeps of the host's answers (rule O1).</summary>
public class When_the_host_speaks_of_a_card
{
    private LinkRig _rig = null!;

    [TearDown]
    public void PowerOff() => _rig.Dispose();

    [Test]
    public void A_balance_is_remembered_with_the_rest_of_the_day_and_the_day_of_the_hosts_clock()
    {
        Start(remembers: true, clockAhead: TimeSpan.FromHours(13));
        (_rig.Host.Balance, _rig.Host.LeftToday) = (Uah(501), Uah(300));
        _rig.AskBalance();
        var told = Remembered.Single();
        Assert.That((told.Available, told.LeftToday), Is.EqualTo((Uah(501), (Money?)Uah(300))));
        Assert.That(told.Day, Is.EqualTo(new DateOnly(2026, 11, 21)));
        Assert.That(told.HostClockOffset, Is.EqualTo(TimeSpan.FromHours(13)).Within(TimeSpan.FromSeconds(2)));
        Assert.That(told.Card, Has.Length.EqualTo(64).And.Not.Contains(LinkRig.Card.Pan.RevealDigits()));
    }

    [Test]
    public void From_a_host_that_tells_no_time_the_day_is_that_of_this_machine()
    {
        _rig = new LinkRig(remembersCards: true);
        _rig.Host.TellsTime = false;
        _rig.RunUntilOnline();
        _rig.Host.Balance = Uah(501);
        _rig.AskBalance();
        Assert.That(
            (Remembered.Single().Day, Remembered.Single().HostClockOffset),
            Is.EqualTo((new DateOnly(2026, 11, 20), TimeSpan.Zero))
        );
    }

    [Test]
    public void So_is_what_an_approval_leaves()
    {
        Start(remembers: true);
        _rig.Host.BalanceInApprovals = Uah(1);
        _rig.Authorize();
        Assert.That(Remembered.Single().Available, Is.EqualTo(Uah(1)));
    }

    [Test]
    public void An_approval_without_a_figure_makes_the_one_before_worthless()
    {
        Start(remembers: true);
        _rig.Host.Balance = Uah(501);
        _rig.AskBalance();
        _rig.Authorize();
        Assert.That(_rig.Journal.State.Cards.Single().Available, Is.Null);
    }

    [TestCase("51")]
    [TestCase("55")]
    [TestCase("61")]
    public void So_does_a_refusal_in_the_same_commit_as_itself(string code)
    {
        Start(remembers: true);
        _rig.Host.Balance = Uah(501);
        _rig.AskBalance();
        _rig.Host.AuthorizationAnswer = new ResponseCode(code);
        _rig.Authorize();
        var last = _rig.Events.TakeLast(2).ToList();
        Assert.That(last[0], Is.InstanceOf<AuthorizationDeclined>());
        Assert.That((CardForgotten)last[1], Has.Property("ResponseCode").EqualTo(code).And.Property("Stop").False);
    }

    [TestCase("04")]
    [TestCase("41")]
    [TestCase("43")]
    [TestCase("75")]
    public void A_card_that_is_to_be_kept_is_stopped_also_when_nothing_was_known_of_it(string code)
    {
        Start(remembers: true);
        _rig.Host.AuthorizationAnswer = new ResponseCode(code);
        _rig.Authorize();
        Assert.That(_rig.Journal.State.Cards.Single().StoppedBy, Is.EqualTo(code));
    }

    [Test]
    public void A_refused_card_of_which_nothing_was_known_leaves_nothing()
    {
        Start(remembers: true);
        _rig.Host.AuthorizationAnswer = ResponseCode.NotEnoughFunds;
        _rig.Authorize();
        Assert.That(_rig.Events.OfType<CardForgotten>(), Is.Empty);
    }

    [Test]
    public void A_balance_in_another_currency_is_no_figure()
    {
        Start(remembers: true);
        _rig.Host.Balance = Money.FromMajorUnits(5_000_000, Currency.Vnd);
        _rig.AskBalance();
        Assert.That(Remembered, Is.Empty);
    }

    [Test]
    public void A_terminal_that_does_not_serve_without_a_line_keeps_nothing()
    {
        Start(remembers: false);
        (_rig.Host.Balance, _rig.Host.BalanceInApprovals) = (Uah(501), Uah(1));
        _rig.AskBalance();
        _rig.Authorize();
        _rig.Host.AuthorizationAnswer = ResponseCode.StolenCardRetain;
        _rig.Authorize();
        Assert.That(_rig.Journal.State.Cards, Is.Empty);
    }

    [Test]
    public void D9_a_journal_that_turns_out_to_be_an_older_copy_goes_by_no_figure_any_more()
    {
        Start(remembers: true);
        _rig.Host.Balance = Uah(501);
        _rig.AskBalance();
        _rig.Host.LastWithdrawal = new(77);
        _rig.Line.Cut();
        _rig.RunFor(TimeSpan.FromMinutes(2));
        Assert.That(_rig.Link.State, Is.EqualTo(LinkState.JournalOlderThanHost));
        Assert.That(_rig.Journal.State.Cards.Single().Available, Is.Null);
    }

    private void Start(bool remembers, TimeSpan clockAhead = default)
    {
        _rig = new LinkRig(remembersCards: remembers);
        _rig.Host.ClockAhead = clockAhead;
        _rig.RunUntilOnline();
    }

    private IEnumerable<CardRemembered> Remembered => _rig.Events.OfType<CardRemembered>();

    private static Money Uah(long hryvnias) => Money.FromMajorUnits(hryvnias, Currency.Uah);
}
