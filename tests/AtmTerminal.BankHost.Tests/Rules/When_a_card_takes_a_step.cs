namespace AtmTerminal.BankHost.Tests;

public class When_a_card_takes_a_step
{
    private static readonly CardState[] States = Enum.GetValues<CardState>();

    private static readonly CardState[] Living = [.. States.Where(state => !CardLife.IsOver(state))];

    [TestCase(nameof(CardStep.Collected), "Ordered", "Active")]
    [TestCase(nameof(CardStep.Voided), "Ordered", "Void")]
    [TestCase(nameof(CardStep.Blocked), "Active", "Blocked")]
    [TestCase(nameof(CardStep.Unblocked), "Blocked", "Active")]
    [TestCase(nameof(CardStep.ReportedLost), "Active Blocked Retained", "Lost")]
    [TestCase(nameof(CardStep.ReportedStolen), "Active Blocked Retained Lost", "Stolen")]
    [TestCase(nameof(CardStep.Found), "Lost Stolen", "Active")]
    [TestCase(nameof(CardStep.Cancelled), "Lost Stolen", "Cancelled")]
    [TestCase(nameof(CardStep.Reclaimed), "Blocked Retained", "Active")]
    [TestCase(nameof(CardStep.Destroyed), "Blocked Retained", "Destroyed")]
    [TestCase(nameof(CardStep.Replaced), "Active Blocked", "Cancelled")]
    public void It_does_so_from_these_states_and_no_others(string step, string from, string to)
    {
        var taken = Enum.Parse<CardStep>(step);
        foreach (var state in States)
            Assert.That(
                CardLife.After(state, taken),
                Is.EqualTo(from.Split(' ').Contains($"{state}") ? Enum.Parse<CardState>(to) : (CardState?)null),
                $"{step} of a card that is {state}"
            );
    }

    [Test]
    public void What_is_over_takes_none()
    {
        foreach (var state in States.Except(Living))
        foreach (var step in Enum.GetValues<CardStep>())
            Assert.That(CardLife.After(state, step), Is.Null, $"{step} of a card that is {state}");
    }

    [Test]
    public void Whatever_lives_can_be_closed() =>
        Assert.That(
            Living.Select(state => CardLife.After(state, CardStep.Closed)),
            Is.All.EqualTo(CardState.Cancelled)
        );

    [Test]
    public void A_machine_that_keeps_one_blocks_it_but_makes_nothing_better() =>
        Assert.That(
            Living.Select(state => (state, CardLife.After(state, CardStep.Captured))),
            Is.EqualTo(
                Living.Select(state => (state, (CardState?)(state == CardState.Active ? CardState.Blocked : state)))
            )
        );
}
