using AtmTerminal.Session.Screens;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Tests.Table;

public class When_the_table_is_walked
{
    private static readonly SessionState[] States = Enum.GetValues<SessionState>();
    private static readonly SessionTrigger[] Triggers = Enum.GetValues<SessionTrigger>();

    [TestCaseSource(nameof(States))]
    public void The_machine_does_with_every_trigger_what_the_table_means(SessionState state)
    {
        foreach (var trigger in Triggers)
        {
            SessionRow? reported = null;
            var machine = new SessionMachine(state, row => reported = row);
            if (SessionTable.MeaningOf(state, trigger) == PairMeaning.Refused)
            {
                Assert.That(() => machine.Fire(trigger), Throws.InvalidOperationException, $"{trigger}");
                continue;
            }
            machine.Fire(trigger);
            Assert.That(reported, Is.EqualTo(SessionTable.Find(state, trigger)), $"{trigger}");
            Assert.That(machine.State, Is.EqualTo(reported?.To ?? state), $"{trigger}");
        }
    }

    [Test]
    public void No_pair_has_two_rows() => Assert.That(SessionTable.Rows.Select(r => (r.From, r.On)), Is.Unique);

    [Test]
    public void A_broken_journal_ends_every_state_at_once()
    {
        foreach (var state in States)
            Assert.That(
                SessionTable.Find(state, SessionTrigger.JournalFailed),
                Is.EqualTo(
                    new SessionRow(state, SessionTrigger.JournalFailed, SessionState.OutOfService, Effect.StopAtOnce)
                )
            );
    }

    [Test]
    public void Every_state_is_reached_and_every_trigger_means_something()
    {
        var reached = SessionTable.Rows.Select(r => r.To).Append(SessionState.Reconciling);
        var used = SessionTable.Rows.Select(r => r.On).Append(SessionTrigger.JournalFailed);
        Assert.That(States.Except(reached), Is.Empty);
        Assert.That(Triggers.Except(used), Is.Empty);
    }

    [Test]
    public void Every_state_leads_to_the_next_card_or_out_of_service()
    {
        var ends = new HashSet<SessionState> { SessionState.BetweenSessions };
        for (var before = 0; before != ends.Count; )
        {
            before = ends.Count;
            ends.UnionWith(SessionTable.Rows.Where(r => ends.Contains(r.To)).Select(r => r.From));
        }
        Assert.That(States.Except(ends), Is.Empty);
    }

    [Test]
    public void A_screen_that_asks_the_customer_has_a_time_limit_and_a_way_on_when_it_is_over()
    {
        foreach (var state in StatesThatAsk().Where(IsAskedOfACustomer))
        {
            var row = ScreenTable.Of(StateScreens.Of(state)!.Value);
            Assert.That(row.Limit, Is.Not.EqualTo(ScreenLimit.None), $"{state}");
            Assert.That(SessionTable.Find(state, SessionTrigger.TimeLimitReached), Is.Not.Null, $"{state}");
            Assert.That(SessionTable.Find(state, SessionTrigger.CancelPressed), Is.Not.Null, $"{state}");
        }
    }

    [Test]
    public void Every_side_key_of_a_screen_leads_somewhere_in_every_state_that_shows_it()
    {
        foreach (var state in StatesThatAsk())
        foreach (var key in ScreenTable.Of(StateScreens.Of(state)!.Value).Keys)
            Assert.That(SessionTable.Find(state, key.On), Is.Not.Null, $"{state}, {key.Key}");
    }

    [Test]
    public void Notes_are_presented_only_after_the_card_was_taken() =>
        Assert.That(
            SessionTable.Rows.Where(r => r.Do == Effect.PresentNotes),
            Is.EqualTo(
                new[]
                {
                    new SessionRow(
                        SessionState.ReturningCardBeforeCash,
                        SessionTrigger.CardTaken,
                        SessionState.PresentingNotes,
                        Effect.PresentNotes
                    ),
                }
            )
        );

    [Test]
    public void Notes_are_collected_only_after_the_request_was_recorded() =>
        Assert.That(
            SessionTable.Rows.Single(r => r.Do == Effect.CollectNotes),
            Has.Property("From")
                .EqualTo(SessionState.RecordingRequest)
                .And.Property("On")
                .EqualTo(SessionTrigger.RequestRecorded)
        );

    [Test]
    public void An_effect_that_the_shell_does_not_know_is_a_bug_and_not_a_silence()
    {
        using var machine = new Machine();
        Assert.That(() => machine.Session.TriggerOf((Effect)(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static IEnumerable<SessionState> StatesThatAsk() =>
        SessionTable.Rows.Where(r => r.Do == Effect.Ask).Select(r => r.To).Distinct();

    // No customer is asked anything while the machine waits for its link, its slot or the bank.
    private static bool IsAskedOfACustomer(SessionState state) =>
        state is not (SessionState.WaitingForLink or SessionState.ClosingSlot or SessionState.AskingHostCanceled);
}
