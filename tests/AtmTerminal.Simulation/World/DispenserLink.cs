using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Simulation;

/// <summary>What happens to the next order between the session and the dispenser.</summary>
internal enum OrderTrouble
{
    None,
    OrderLost,
    ReplyLost,
    OrderDoubled,
}

/// <summary>
/// The way from the session to the dispenser's driver, on which orders and replies can be lost or come twice. Every order and
/// every reply is a stop point.
/// </summary>
internal sealed class DispenserLink(ICashDispenser driver, Cashpoint cashpoint) : ICashDispenser
{
    private static readonly TimeSpan NoReply = TimeSpan.FromSeconds(40);

    public DeviceState Device => driver.Device;

    public event Action<DeviceState>? DeviceChanged
    {
        add => driver.DeviceChanged += value;
        remove => driver.DeviceChanged -= value;
    }

    public DispenserStatus GetStatus() => driver.GetStatus();

    public IReadOnlyList<CassetteStatus> GetCassettes() => driver.GetCassettes();

    public Task<Completion<DispenseResult>> Dispense(WithdrawalNumber withdrawal, NoteCounts items) =>
        Carry("Dispense", () => driver.Dispense(withdrawal, items));

    public Task<Completion<PresentResult>> Present(WithdrawalNumber withdrawal, TimeSpan takeLimit) =>
        Carry("Present", () => driver.Present(withdrawal, takeLimit));

    public Task<Completion<ClearResult>> Reject(WithdrawalNumber withdrawal) =>
        Carry("Reject", () => driver.Reject(withdrawal));

    public Task<Completion<ClearResult>> Retract(WithdrawalNumber withdrawal) =>
        Carry("Retract", () => driver.Retract(withdrawal));

    public Task<Completion<ClearResult>> Reset(WithdrawalNumber withdrawal) =>
        Carry("Reset", () => driver.Reset(withdrawal));

    private async Task<Completion<T>> Carry<T>(string order, Func<Task<Completion<T>>> give)
        where T : class
    {
        cashpoint.Pass($"order CashDispenser.{order}");
        var trouble = cashpoint.TakeOrderTrouble();
        if (trouble == OrderTrouble.OrderLost)
            return await Silence<T>();
        var reply = await give();
        if (trouble == OrderTrouble.OrderDoubled)
        {
            var second = await give();
            if (order == "Dispense" && reply.IsSuccess && second.IsSuccess)
                cashpoint.Violated("I3: the dispenser has served a second order of the same withdrawal");
        }
        cashpoint.Pass($"reply CashDispenser.{order}");
        return trouble == OrderTrouble.ReplyLost ? await Silence<T>() : reply;
    }

    private async Task<Completion<T>> Silence<T>()
        where T : class
    {
        await Task.Delay(NoReply, cashpoint.Clock);
        return new(CompletionCode.OutcomeUnknown, null, "dispenser.no-reply", "The dispenser does not answer.");
    }
}
