using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.HostLink;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Screens;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Effects;

/// <summary>The card: waiting for it, its PIN, giving it back, keeping it.</summary>
internal sealed class CardEffects(EffectTools tools)
{
    /// <summary>Nobody waits for ever inside a device; when it is over the wait begins anew.</summary>
    private static readonly TimeSpan CardWait = TimeSpan.FromMinutes(10);

    /// <summary>A card passes the whole path in two seconds (hardware/card-reader/README.md); this is when it is stuck.</summary>
    private static readonly TimeSpan CardMotion = TimeSpan.FromSeconds(15);

    private const int MostPinDigits = 12;

    private ICardReader Reader => tools.Parts.CardReader;

    private IPinPad Pad => tools.Parts.PinPad;

    public async Task<SessionTrigger> WaitForCard(CancellationToken cancellationToken)
    {
        tools.Customer = new(tools.Settings.Languages[0]);
        var read = await Reader.ReadRawData(WaitAtMost(), cancellationToken);
        if (read is { IsSuccess: true, Payload: { } data })
        {
            tools.Customer.CardInside = true;
            tools.Customer.Card = data.Track2;
            tools.Customer.Reason = ReasonOf(data.Problem);
            return data.Track2 is null ? SessionTrigger.CardUnreadable : SessionTrigger.CardRead;
        }
        if (read.Code is CompletionCode.TimeOut or CompletionCode.Canceled)
            return SessionTrigger.CardWaitEnded;
        tools.Held = OutOfServiceReason.CardReaderFaulted;
        if (!tools.Faulted("cardreader", read))
            return SessionTrigger.JournalFailed;
        if (Reader.Media == MediaState.NotPresent)
            return SessionTrigger.CardWaitEnded;
        (tools.Customer.CardInside, tools.Customer.Reason) = (true, CustomerReason.CardUnreadable);
        return SessionTrigger.CardUnreadable;
    }

    // The slot does not stay open beyond an offline period (O1).
    private TimeSpan WaitAtMost() =>
        tools.Parts.Host.State != LinkState.Online && tools.OfflineFacts() is { } facts
            ? OfflineRule.TimeLeft(facts) is var left && left < CardWait
                ? left
                : CardWait
            : CardWait;

    public SessionTrigger OpenSession()
    {
        if (!tools.Durable(new SessionStarted(tools.Customer.MaskedPan)))
            return SessionTrigger.JournalFailed;
        tools.Customer.SessionOpened = true;
        return SessionTrigger.SessionOpened;
    }

    /// <summary>Takes a PIN; when the time is over the customer is asked once whether more is needed.</summary>
    public async Task<SessionTrigger> TakePin()
    {
        var entry = await Entry();
        if (entry.Code == CompletionCode.TimeOut && await tools.Desk.AskForMoreTime())
            entry = await Entry();
        if (entry is { IsSuccess: true, Payload.Completion: not EntryCompletion.Cancel })
            return SessionTrigger.PinEntered;
        if (entry.IsSuccess || entry.Code == CompletionCode.Canceled)
            return SessionTrigger.PinEntryCanceled;
        if (entry.Code == CompletionCode.TimeOut)
            return SessionTrigger.PinEntryTimedOut;
        tools.Faulted("pinpad", entry);
        tools.Customer.Reason = CustomerReason.PinUnavailable;
        return SessionTrigger.PinEntryFailed;

        Task<Completion<PinEntryResult>> Entry() =>
            Pad.PinEntry(MostPinDigits, tools.Settings.TimeLimits.Pin, CancellationToken.None);
    }

    /// <summary>Brings the card to the slot and waits until it is taken. Without a card there is nothing to wait for.</summary>
    public async Task<SessionTrigger> ReturnCard()
    {
        var customer = tools.Customer;
        if (!customer.CardInside)
            return SessionTrigger.CardTaken;
        var moved = await Reader.Move(CardPosition.Exit, CardMotion);
        var taken = moved.IsSuccess
            ? await Reader.WaitTaken(tools.Settings.TimeLimits.TakeCard, CancellationToken.None)
            : moved;
        if (taken.IsSuccess)
        {
            customer.CardInside = false;
            return SessionTrigger.CardTaken;
        }
        var notesWait = tools.Parts.Journal.State.Open.Any();
        if (moved.IsSuccess && taken.Code == CompletionCode.TimeOut)
        {
            customer.Reason = notesWait ? CustomerReason.CardForgotten : CustomerReason.CardNotTaken;
            return SessionTrigger.CardNotTaken;
        }
        customer.Reason = CustomerReason.NotesUnavailable;
        return Stuck(taken);
    }

    /// <summary>Draws the card into the retain bin. A hand may still be quicker.</summary>
    public async Task<SessionTrigger> KeepCard()
    {
        var customer = tools.Customer;
        var moved = await Reader.Move(CardPosition.RetainBin, CardMotion);
        if (!moved.IsSuccess)
        {
            if (Reader.Media != MediaState.NotPresent)
                return Stuck(moved);
            customer.CardInside = false;
            return SessionTrigger.CardTaken;
        }
        customer.CardInside = false;
        return tools.Durable(
            new CardRetained(customer.MaskedPan, (customer.Reason ?? CustomerReason.CardNotTaken).ToString())
        )
            ? SessionTrigger.CardKept
            : SessionTrigger.JournalFailed;
    }

    /// <summary>After a start: a card that a failure left inside goes back to its owner, or into the retain bin.</summary>
    public async Task<bool> ClearPath()
    {
        if (Reader.Media == MediaState.NotPresent)
            return Held(await Reader.Reset(CardPosition.Exit, CardMotion));
        tools.Desk.Show(tools.ContentFor(ScreenId.TakeCard));
        var reset = await Reader.Reset(CardPosition.Exit, CardMotion);
        if (!reset.IsSuccess)
            return Held(reset);
        if (Reader.Media == MediaState.NotPresent)
            return true;
        var taken = await Reader.WaitTaken(tools.Settings.TimeLimits.TakeCard, CancellationToken.None);
        if (taken.IsSuccess)
            return true;
        var kept = await Reader.Move(CardPosition.RetainBin, CardMotion);
        return kept.IsSuccess ? tools.Durable(new CardRetained("unread", "FoundAtStart")) : Held(kept);
    }

    private bool Held(Completion completion)
    {
        if (completion.IsSuccess)
            return true;
        tools.Held = OutOfServiceReason.CardReaderFaulted;
        return tools.Faulted("cardreader", completion);
    }

    private SessionTrigger Stuck(Completion completion)
    {
        tools.Held = OutOfServiceReason.CardReaderFaulted;
        return tools.Faulted("cardreader", completion) ? SessionTrigger.CardStuck : SessionTrigger.JournalFailed;
    }

    private static CustomerReason? ReasonOf(StripeProblem? problem) =>
        problem switch
        {
            null => null,
            StripeProblem.Expired => CustomerReason.CardExpired,
            StripeProblem.CashNotAllowed => CustomerReason.NotPermitted,
            _ => CustomerReason.CardUnreadable,
        };
}
