using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.Devices.Tests.CashDispenser;

/// <summary>
/// A withdrawal of five notes from three cassettes, cut off at every single pin event and at every append, with and without a
/// hand that takes what it can reach while the terminal is off. After the restart and one reset the books and the machine agree.
/// </summary>
public class When_the_terminal_dies_during_a_withdrawal
{
    private const string Order = "1:2 2:1 4:2";

    public enum Hand
    {
        TakesNothing,
        TakesTwo,
        TakesAll,
    }

    public enum End
    {
        Taken,
        Retracted,
        Rejected,
    }

    [Test]
    public void No_note_is_uncounted_wherever_the_power_fails([Values] End end, [Values] Hand inTheDark)
    {
        var events = 0;
        for (var survived = false; !survived; )
        {
            events++;
            using var bench = new DispenserBench();
            bench.Arm("board.power-loss", ("event", $"{events}"));
            survived = Survives(() => Withdraw(bench, end)) && bench.Machine.IsPowered;
            if (!survived)
                ComeBack(bench, inTheDark, $"power lost at pin event {events}");
        }
        Assert.That(events, Is.GreaterThan(70), "the withdrawal has that many pin events at least");
    }

    [Test]
    public void No_note_is_uncounted_wherever_the_process_ends_around_an_append(
        [Values] End end,
        [Values] Hand inTheDark,
        [Values] bool afterTheWrite
    )
    {
        var appends = 0;
        for (var survived = false; !survived; )
        {
            var at = ++appends;
            using var bench = new DispenserBench();
            DieAtAppend(bench, at, afterTheWrite);
            survived = Survives(() => Withdraw(bench, end));
            if (!survived)
                ComeBack(bench, inTheDark, $"died {(afterTheWrite ? "after" : "before")} append {at}");
        }
        Assert.That(appends, Is.GreaterThan(5));
    }

    [Test]
    public void No_note_is_uncounted_when_the_reset_itself_is_cut_off_wherever_the_power_fails(
        [Values(9, 30, 46, 63, 95)] int firstAt,
        [Values(Hand.TakesNothing, Hand.TakesTwo)] Hand inTheDark
    )
    {
        var events = 0;
        for (var survived = false; !survived; )
        {
            events++;
            using var bench = new DispenserBench();
            bench.Arm("board.power-loss", ("event", $"{firstAt}"));
            Assert.That(Survives(() => Withdraw(bench, End.Retracted)) && bench.Machine.IsPowered, Is.False);
            TakeInTheDark(bench, inTheDark);
            bench.StartTerminal();
            bench.Arm("board.power-loss", ("event", $"{events}"));
            survived = Survives(() => bench.Reset()) && bench.Machine.IsPowered;
            if (!survived)
                ComeBack(bench, Hand.TakesNothing, $"power lost at {firstAt}, in the reset at {events}");
        }
        Assert.That(events, Is.GreaterThan(5));
    }

    [Test]
    public void A_reset_after_a_reset_finds_nothing_and_writes_nothing()
    {
        using var bench = new DispenserBench();
        bench.Dispense(Order);
        bench.StartTerminal();
        Assert.That(bench.Reset().IsSuccess, Is.True);
        var written = bench.Journal.Events.Count;

        bench.StartTerminal();
        var again = bench.Reset();

        Assert.That(again.IsSuccess, Is.True);
        Assert.That(bench.Journal.Events, Has.Count.EqualTo(written));
    }

    private static void Withdraw(DispenserBench bench, End end)
    {
        bench.Dispense(Order);
        switch (end)
        {
            case End.Taken:
                bench.Present();
                break;
            case End.Retracted:
                bench.Present(taken: 1);
                bench.Retract();
                break;
            case End.Rejected:
                bench.Reject();
                break;
        }
    }

    private static bool Survives(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (TerminalDiedException)
        {
            return false;
        }
    }

    private static void DieAtAppend(DispenserBench bench, int append, bool afterTheWrite)
    {
        void At(int number)
        {
            if (number == append)
                bench.Die();
            bench.DieIfDead();
        }
        if (afterTheWrite)
            bench.Journal.AfterAppend = At;
        else
            bench.Journal.BeforeAppend = At;
    }

    private static void ComeBack(DispenserBench bench, Hand inTheDark, string when)
    {
        bench.Journal.BeforeAppend = _ => bench.DieIfDead();
        bench.Journal.AfterAppend = null;
        TakeInTheDark(bench, inTheDark);
        bench.StartTerminal();

        var reset = bench.Reset();

        Assert.That(reset.Code, Is.EqualTo(CompletionCode.Success), $"{when}: {reset.ErrorDescription}");
        Assert.That(bench.Dispenser.GetStatus().ShutterOpen, Is.False, when);
        new Books(bench.Journal.Events).MustAgreeWith(bench.Truth, when);
        Assert.That(
            bench.Journal.Events.OfType<NotePurged>().Count(),
            Is.EqualTo(bench.Journal.Events.OfType<NoteDropped>().Count()),
            $"{when}: what was counted has dropped"
        );
    }

    private static void TakeInTheDark(DispenserBench bench, Hand hand)
    {
        bench.StopTerminal();
        if (hand != Hand.TakesNothing)
            bench.Mechanism.TakeNotes(hand == Hand.TakesTwo ? 2 : int.MaxValue);
    }
}
