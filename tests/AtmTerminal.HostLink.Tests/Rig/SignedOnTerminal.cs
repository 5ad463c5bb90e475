namespace AtmTerminal.HostLink.Tests;

/// <summary>A terminal that has signed on to a scripted host before each test, and loses its power after it.</summary>
public abstract class SignedOnTerminal
{
    private protected LinkRig Rig { get; private set; } = null!;

    [SetUp]
    public void SignOn()
    {
        Rig = new LinkRig();
        Rig.RunUntilOnline();
    }

    [TearDown]
    public void PowerOff() => Rig.Dispose();
}
