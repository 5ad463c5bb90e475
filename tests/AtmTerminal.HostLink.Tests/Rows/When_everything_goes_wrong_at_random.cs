using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests.Rows;

/// <summary>The rows in combination. A failing seed fails again: the test is named by it.</summary>
public class When_everything_goes_wrong_at_random
{
    private const int Withdrawals = 12;

    [Test]
    public void I2_I6_Terminal_and_host_agree_once_the_line_is_good_again([Range(1, 60)] int seed)
    {
        using var rig = new LinkRig();
        var dice = new Random(seed);
        rig.Line.Otherwise = () => Roll(dice);
        while (rig.Journal.State.NextWithdrawal.Value <= Withdrawals)
            Step(rig, dice);

        rig.Line.Otherwise = () => Fate.Good;
        rig.Line.IsUp = true;
        rig.Restart();
        ReverseWhatWasOnlyAsked(rig);
        rig.RunUntilUploaded();

        var completed = rig
            .Events.OfType<WithdrawalCompleted>()
            .Where(e => e.Amount.IsPositive)
            .ToDictionary(e => e.Withdrawal, e => new[] { e.Amount });
        Assert.That(rig.Host.Postings, Is.EqualTo(completed), "each completion is posted, once, and nothing else is");
        Assert.That(rig.Host.Holds, Is.Empty, "no hold outlives its withdrawal");
        Assert.That(rig.Host.FirstAdvices, Is.Ordered, "records arrive in the order of the journal");
        Assert.That(rig.Journal.State.SetAside, Is.Empty);
    }

    private static void Step(LinkRig rig, Random dice)
    {
        rig.Line.IsUp = dice.Next(8) > 0;
        if (dice.Next(6) == 0)
            rig.Line.Cut();
        rig.RunFor(TimeSpan.FromSeconds(dice.Next(40)));
        var asking = rig.BeginAuthorize();
        if (dice.Next(5) == 0)
        {
            rig.RunFor(TimeSpan.FromMilliseconds(dice.Next(60)));
            rig.Restart();
            ReverseWhatWasOnlyAsked(rig);
            return;
        }
        while (!asking.IsCompleted)
            rig.RunFor(TimeSpan.FromSeconds(1));
        if (asking.Result is AuthorizationOutcome.Approved)
            UseApproval(rig, rig.Journal.State.Authorizing.Single().Number, dice.Next(4));
    }

    private static void UseApproval(LinkRig rig, WithdrawalNumber number, int choice)
    {
        if (choice == 0)
            rig.Journal.Append(new ReversalQueued(number, ResponseCode.CustomerCancelled.Value, "cancelled"));
        else
            rig.Complete(number, choice == 1 ? Money.Zero(Currency.Uah) : LinkRig.Amount);
    }

    /// <summary>What reconciliation does at a start for row A6.</summary>
    private static void ReverseWhatWasOnlyAsked(LinkRig rig)
    {
        foreach (var asked in rig.Journal.State.Authorizing.ToArray())
            rig.Journal.Append(new ReversalQueued(asked.Number, ResponseCode.NoActionTaken.Value, "found at start"));
    }

    private static Fate Roll(Random dice) =>
        dice.Next(12) switch
        {
            0 => Fate.QuestionLost,
            1 => Fate.AnswerLost,
            2 => Fate.HostStopsBeforeCommit,
            3 => Fate.HostStopsAfterCommit,
            4 => new Fate { Copies = 3 },
            5 => new Fate { Delay = TimeSpan.FromSeconds(dice.Next(1, 50)) },
            6 => new Fate { Alters = frame => Flip(frame, dice) },
            7 => new Fate { Delay = TimeSpan.FromSeconds(dice.Next(1, 50)), Copies = 2 },
            _ => Fate.Good,
        };

    private static byte[] Flip(byte[] frame, Random dice)
    {
        // The frame's length stays: altered, it would only break the connection, which other fates do.
        frame[dice.Next(2, frame.Length)] ^= (byte)(1 << dice.Next(8));
        return frame;
    }
}
