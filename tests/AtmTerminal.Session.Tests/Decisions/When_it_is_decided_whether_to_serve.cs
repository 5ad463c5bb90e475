using AtmTerminal.Devices.Contracts;
using AtmTerminal.HostLink;
using AtmTerminal.Session.Decisions;

namespace AtmTerminal.Session.Tests.Decisions;

public class When_it_is_decided_whether_to_serve
{
    private static readonly ServiceFacts AllWell = new(
        Held: OutOfServiceReason.None,
        JournalFailed: false,
        AnySuspect: false,
        Locked: false,
        ExchangeOpen: false,
        AnyUnits: true,
        AnyPayable: true,
        OperatorSwitch.Run,
        SafeDoorOpen: false,
        Dispenser: DeviceState.Online,
        CardReader: DeviceState.Online,
        PinPad: DeviceState.Online,
        LinkState.Online,
        OfflineService.NotPossible
    );

    /// <summary>The gravest first.</summary>
    private static readonly (OutOfServiceReason Reason, Func<ServiceFacts, ServiceFacts> With)[] Troubles =
    [
        (OutOfServiceReason.JournalFailed, f => f with { JournalFailed = true }),
        (OutOfServiceReason.SuspectCase, f => f with { AnySuspect = true }),
        (OutOfServiceReason.Locked, f => f with { Locked = true }),
        (OutOfServiceReason.ExchangeOpen, f => f with { ExchangeOpen = true }),
        (OutOfServiceReason.JournalOlderThanHost, f => f with { Link = LinkState.JournalOlderThanHost }),
        (OutOfServiceReason.CashDiffers, f => f with { Held = OutOfServiceReason.CashDiffers }),
        (OutOfServiceReason.OperatorSwitch, f => f with { Switch = OperatorSwitch.Supervisor }),
        (OutOfServiceReason.SafeDoorOpen, f => f with { SafeDoorOpen = null }),
        (OutOfServiceReason.NoCashUnits, f => f with { AnyUnits = false }),
        (OutOfServiceReason.NoCash, f => f with { AnyPayable = false }),
        (OutOfServiceReason.DispenserFaulted, f => f with { Dispenser = DeviceState.HardwareError }),
        (OutOfServiceReason.CardReaderFaulted, f => f with { CardReader = DeviceState.Offline }),
        (OutOfServiceReason.PinPadFaulted, f => f with { PinPad = DeviceState.NoDevice }),
    ];

    public static IEnumerable<OutOfServiceReason> Reasons => Troubles.Select(t => t.Reason);

    [TestCaseSource(nameof(Reasons))]
    public void One_trouble_is_enough_not_to(OutOfServiceReason reason)
    {
        var facts = Troubles.Single(t => t.Reason == reason).With(AllWell);
        Assert.That(ServiceDecision.Decide(facts), Is.EqualTo(new ServiceDecision(false, false, reason)));
    }

    [TestCaseSource(nameof(Reasons))]
    public void Of_several_the_gravest_is_told(OutOfServiceReason reason)
    {
        var facts = Troubles.SkipWhile(t => t.Reason != reason).Aggregate(AllWell, (f, t) => t.With(f));
        Assert.That(ServiceDecision.Decide(facts).Reason, Is.EqualTo(reason));
    }

    [Test]
    public void Without_any_the_next_card_may_come() => Assert.That(ServiceDecision.Decide(AllWell).InService);
}
