using AtmTerminal.Lab.Demo;

namespace AtmTerminal.Lab.Tests;

public class When_the_demo_runs
{
    [Test]
    public void It_tells_both_withdrawals_and_accounts_for_every_note()
    {
        var output = new StringWriter();

        var exitCode = DemoRun.Run(output);

        Assert.That(exitCode, Is.Zero);
        Assert.That(output.ToString(), Does.Contain("ReconciliationDecided   #2    given in full (C1)"));
        Assert.That(output.ToString().TrimEnd(), Does.EndWith("It holds."));
    }

    [Test]
    public void It_tells_the_same_every_time()
    {
        var (first, second) = (new StringWriter(), new StringWriter());

        DemoRun.Run(first);
        DemoRun.Run(second);

        Assert.That(second.ToString(), Is.EqualTo(first.ToString()));
    }
}
