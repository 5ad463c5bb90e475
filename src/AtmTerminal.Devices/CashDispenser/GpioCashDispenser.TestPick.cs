using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.Devices.CashDispenser;

/// <summary>
/// One note from a cassette into the reject bin. It belongs to no withdrawal, so whatever a power cut leaves of it is cleared by
/// the next reset as notes of nobody; the exchange around it ends with a count.
/// </summary>
public sealed partial class GpioCashDispenser : ITestPick
{
    public Task<Completion<TestPickResult>> TestPick(string unit) => Alone(() => PickForTest(unit));

    private async Task<Completion<TestPickResult>> PickForTest(string unit)
    {
        if (!_pins.Cassettes.TryGetValue(unit, out var cassette) || !IsHigh(cassette.Inserted))
            return DispenserFault
                .RefusedBecause(CompletionCode.InvalidData, $"Cassette {unit} is not in the machine.")
                .End<TestPickResult>();
        if (PathNotClear(stackerMayHold: false) is { } notClear)
            return notClear.End<TestPickResult>();
        if (!Append(new TestPickStarted(unit)))
            return DispenserFault.JournalFailed.End<TestPickResult>();
        _motors.Wake();
        var before = Passed(cassette.Picked).Arrivals;
        var came = await Feed(cassette, before);
        var picked = Passed(cassette.Picked);
        if (!came && (picked.Covered || picked.Arrivals > before))
            return DispenserFault.JamAt($"between cassette {unit} and the thickness station").End<TestPickResult>();
        if (!came)
            return Tested(unit, new(0, Fits: false));
        var fitness = _gauge.Judge(cassette.Settings, picked.Arrivals > before ? picked.LastPass : null);
        var decision = StationDecision.Of(IsHigh(_pins.Double), fitness);
        return await MoveIntoReject()
            ? Tested(unit, new(decision.Notes, Fits: !decision.Divert))
            : DispenserFault.JamAt("between the thickness station and the reject bin").End<TestPickResult>();
    }

    private Completion<TestPickResult> Tested(string unit, TestPickResult result) =>
        Append(new TestPicked(unit, result.Notes, result.Fits))
            ? new(CompletionCode.Success, result)
            : DispenserFault.JournalFailed.End<TestPickResult>();
}
