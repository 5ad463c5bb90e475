namespace AtmTerminal.Lab.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_the_lab_is_started_again : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atm-lab-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task It_continues_from_the_journal_after_a_clean_stop()
    {
        var (before, cash) = await LiveAsync(stop: lab => lab.StopAsync());

        var (after, cashAfter) = await LiveAsync(stop: lab => lab.StopAsync());

        Assert.That(after, Is.GreaterThan(before));
        Assert.That(cashAfter, Is.EqualTo(cash));
    }

    [Test]
    public async Task It_continues_from_the_journal_after_its_power_was_cut()
    {
        var (before, cash) = await LiveAsync(stop: lab => lab.SetPowerAsync(on: false));

        var (after, cashAfter) = await LiveAsync(stop: lab => lab.SetPowerAsync(on: false));

        Assert.That(after, Is.GreaterThan(before));
        Assert.That(cashAfter, Is.EqualTo(cash));
    }

    private async Task<(long HeadSeq, int Notes)> LiveAsync(Func<LabSystem, Task> stop)
    {
        var options = new LabOptions(_folder, LabOptions.ShippedConfig, ScreenPort: 0, BoardPort: 0);
        await using var lab = ((LabStart.Started)await LabSystem.StartAsync(options)).Lab;
        var status = lab.Status!;
        await stop(lab);
        return (status.HeadSeq, status.Units.Sum(u => u.Count));
    }
}
