using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.Tests.CashDispenser;

/// <summary>On a busy computer the loop comes to an edge long after it happened, while the motors turn on.</summary>
public class When_the_terminal_is_late
{
    [Test]
    public void It_counts_as_if_it_had_been_in_time([Values(10, 60, 150, 350)] int lateMs, [Values] bool taken)
    {
        using var bench = new DispenserBench();
        using var busy = bench.Clock.CreateTimer(
            _ => bench.OnLoop(() => bench.Clock.MoveTo(bench.Clock.Elapsed + TimeSpan.FromMilliseconds(lateMs))),
            null,
            TimeSpan.FromMilliseconds(7),
            TimeSpan.FromMilliseconds(lateMs + 13)
        );

        var dispensed = bench.Dispense("1:3 4:2");
        bench.Present(taken: taken ? int.MaxValue : 2, afterSeconds: 5);
        if (!taken)
            Assert.That(bench.Retract().Payload!.Counted, Is.EqualTo(DispenserBench.Notes("1:3")));

        Assert.That(dispensed.Code, Is.EqualTo(CompletionCode.Success), dispensed.ErrorDescription);
        new Books(bench.Journal.Events).MustAgreeWith(bench.Truth, "in the end");
    }
}
