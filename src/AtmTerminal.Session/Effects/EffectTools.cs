using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Screens;

namespace AtmTerminal.Session.Effects;

/// <summary>What all effects share: the machine's parts, the customer, and the reason that keeps the terminal out of service.</summary>
internal sealed class EffectTools(SessionParts parts, SessionSettings settings, CustomerDesk desk)
{
    // Asked for at every step to an amount, while only notes that move and cassettes that come and go change the answer.
    private (IReadOnlyList<CashUnit> Over, NoteMix Mix)? _mix;

    public SessionParts Parts => parts;

    public SessionSettings Settings => settings;

    public CustomerDesk Desk => desk;

    public Customer Customer { get; set; } = new(settings.Languages[0]);

    /// <summary>A reason found during work that lasts until the next reconciliation.</summary>
    public OutOfServiceReason Held { get; set; }

    /// <summary>Makes facts durable.</summary>
    /// <returns>False: nothing may be done that depends on them, and the terminal stops.</returns>
    public bool Durable(params ReadOnlySpan<JournalEvent> events) =>
        parts.Journal.Append(events) == AppendOutcome.Durable;

    /// <summary>As <see cref="Durable(ReadOnlySpan{JournalEvent})"/>, and keeps the card for the upload.</summary>
    public bool Durable(SealedCard card, params ReadOnlySpan<JournalEvent> events) =>
        parts.Journal.Append(card, events) == AppendOutcome.Durable;

    /// <summary>Journals that a device did not do what it was told.</summary>
    public bool Faulted(string device, Completion completion) =>
        Durable(
            new DeviceFaulted(
                device,
                completion.ErrorCode ?? $"{device}.{completion.Code}",
                completion.ErrorDescription ?? completion.Code.ToString()
            )
        );

    /// <summary>What the notes at hand can pay.</summary>
    public NoteMix Mix()
    {
        var units = UnitsInPlace();
        if (_mix is not { } last || !last.Over.SequenceEqual(units))
            _mix = last = (units, NoteMix.Over(units, settings.Currency, settings.MaxNotes));
        return last.Mix;
    }

    /// <summary>The cash units without the cassettes that are not in the machine now.</summary>
    public IReadOnlyList<CashUnit> UnitsInPlace()
    {
        var cassettes = parts.Dispenser.GetCassettes();
        var units = parts.Journal.State.Units;
        if (cassettes.All(c => c.Inserted))
            return units;
        return [.. units.Where(u => !cassettes.Any(c => c.Id == u.Id && !c.Inserted))];
    }

    /// <summary>The cassettes that can give notes of the terminal's currency now.</summary>
    public IEnumerable<CashUnit> PayableUnits() =>
        UnitsInPlace().Where(u => u.CanPayOut && u.Denomination!.Value.Currency == settings.Currency);

    /// <summary>What a screen shows to this customer now.</summary>
    public ScreenContent ContentFor(ScreenId screen)
    {
        var customer = Customer;
        var amount = customer.GivenAmount ?? customer.Amount;
        return new(
            screen,
            customer.Language,
            settings.Languages,
            new ScreenFacts
            {
                Amount = customer.Amount,
                Given = customer.GivenAmount,
                Fee = amount is { } charged ? customer.Commission.On(charged) : null,
                Balance = customer.Balance,
                Minimum = settings.Limits.Minimum,
                Maximum = settings.Limits.Maximum,
                Offers = customer.Offers,
                Notes = [.. PayableUnits().Select(u => u.Denomination!.Value).Distinct().Order()],
                Reason = customer.Reason,
                Card = customer.MaskedPan,
                Number = customer.Number,
                At = Now(),
            },
            Typed: screen == ScreenId.TypeAmount ? Money.Zero(settings.Currency) : null,
            PinDigits: screen is ScreenId.EnterPin or ScreenId.PinWrong ? 0 : null
        );
    }

    /// <summary>What the journal knows for serving a card without a line, at this moment; <c>null</c> when that is off.</summary>
    /// <param name="card">Its token; <c>null</c> when it is about the terminal alone.</param>
    public OfflineFacts? OfflineFacts(string? card = null) =>
        settings.Offline is { } limits
            ? new(
                limits,
                parts.Journal.State.Cards,
                card,
                parts.Journal.State.Offline,
                parts.Journal.State.Clock,
                parts.Time.GetUtcNow(),
                parts.Time.LocalTimeZone
            )
            : null;

    // The business date is the host's (failure matrix, D10); before the first sign-on there is only this machine's clock.
    private DateTimeOffset Now() => parts.Time.GetLocalNow() + (parts.Host.HostClockOffset ?? TimeSpan.Zero);
}
