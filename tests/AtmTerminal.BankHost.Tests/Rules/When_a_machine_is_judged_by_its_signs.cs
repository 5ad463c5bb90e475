namespace AtmTerminal.BankHost.Tests;

public class When_a_machine_is_judged_by_its_signs
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(15);
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_machine_that_never_spoke_is_never_seen() =>
        Assert.That(Judge(new(null, null, null, false)), Is.EqualTo(MachineCondition.NeverSeen));

    [TestCase(15, MachineCondition.InService)]
    [TestCase(16, MachineCondition.Silent)]
    public void One_that_was_not_heard_for_too_long_may_be_anything(int minutes, object condition) =>
        Assert.That(Judge(new(Ago(minutes), null, null, false)), Is.EqualTo(condition));

    [Test]
    public void One_that_said_it_stopped_is_out_of_service_until_it_has_served_a_customer()
    {
        Assert.That(Judge(new(Ago(0), Ago(9), Ago(5), false)), Is.EqualTo(MachineCondition.OutOfService));
        Assert.That(Judge(new(Ago(0), null, Ago(5), false)), Is.EqualTo(MachineCondition.OutOfService));
        Assert.That(Judge(new(Ago(0), Ago(3), Ago(5), false)), Is.EqualTo(MachineCondition.InService));
    }

    [Test]
    public void A_lock_stays_until_its_case_is_closed_whatever_else_is_said() =>
        Assert.That(Judge(new(Ago(60), Ago(0), null, true)), Is.EqualTo(MachineCondition.Locked));

    private static MachineCondition Judge(MachineSigns signs) => MachineRule.Of(signs, Now, Silence);

    private static DateTimeOffset Ago(int minutes) => Now - TimeSpan.FromMinutes(minutes);
}
