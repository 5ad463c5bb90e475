using AtmTerminal.Domain.Events;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Tests;

public class When_a_withdrawal_goes_well
{
    private Machine _machine = null!;

    [SetUp]
    public void Withdraw()
    {
        _machine = new Machine().Start();
        _machine.ToFee("1300", Machine.OthersCard).Press("R4");
    }

    [TearDown]
    public void Dispose() => _machine.Dispose();

    [Test]
    public void Every_step_is_a_fact_before_the_next_one() =>
        Assert.That(
            _machine.Facts,
            Is.EqualTo(
                new[]
                {
                    nameof(SessionStarted),
                    nameof(AuthorizationSent),
                    nameof(WithdrawalRequested),
                    nameof(NotesStacked),
                    nameof(PresentStarted),
                    nameof(NotesPresented),
                    nameof(NotesTaken),
                    nameof(WithdrawalCompleted),
                }
            )
        );

    [Test]
    public void The_card_is_back_before_the_notes_come() =>
        Assert.That(_machine.Dispenser.Orders, Is.EqualTo(new[] { "Reset", "Dispense 1:3 2:2", "Present" }));

    [Test]
    public void The_completion_says_what_was_given_and_what_it_costs()
    {
        var completed = _machine.Journaled<WithdrawalCompleted>().Single();
        Assert.That((completed.Amount, completed.Commission.MinorUnits), Is.EqualTo((Machine.Uah(1300), 1560L)));
    }

    [Test]
    public void The_receipt_shows_no_more_of_the_card_than_four_digits()
    {
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Receipt"));
        Assert.That(
            string.Join('|', _machine.Screen.Lines),
            Does.Contain("************4444").And.Contain("1,315.60\u00A0UAH")
        );
    }

    [Test]
    public void The_next_customer_may_come()
    {
        _machine.Press("R4");
        Assert.That((_machine.Session.State, _machine.Card.SlotOpen), Is.EqualTo((SessionState.AwaitingCard, true)));
    }
}
