using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Session.Tests.Fakes;

/// <summary>A reader whose card and whose customer's hand are told by the test.</summary>
public sealed class FakeCardReader(TimeProvider time) : ICardReader
{
    private TaskCompletionSource<Completion<CardData>>? _waiting;

    /// <summary>Whether the customer takes a card that stands in the slot.</summary>
    public bool CustomerTakesCard { get; set; } = true;

    /// <summary>Whether the next moves of a card get stuck.</summary>
    public bool Jams { get; set; }

    /// <summary>The customer pulls the card out while it is to be kept.</summary>
    public bool HandIsQuicker { get; set; }

    /// <summary>Whether the path can be cleared at a start.</summary>
    public bool Clears { get; set; } = true;

    public List<string> Moves { get; } = [];

    public bool SlotOpen => _waiting is { Task.IsCompleted: false };

    public DeviceState Device { get; set; } = DeviceState.Online;

    public MediaState Media { get; set; } = MediaState.NotPresent;

    public int RetainCount { get; private set; }

    public event Action<DeviceState>? DeviceChanged
    {
        add { }
        remove { }
    }

    public void Insert(CardData card)
    {
        Media = MediaState.Present;
        _waiting!.TrySetResult(new(CompletionCode.Success, card));
    }

    public void FailWithCardInside()
    {
        Media = MediaState.Present;
        Fail();
    }

    public void Fail() => _waiting!.TrySetResult(new(CompletionCode.HardwareError, null, "cardreader.motor"));

    public async Task<Completion<CardData>> ReadRawData(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var waiting = new TaskCompletionSource<Completion<CardData>>();
        _waiting = waiting;
        cancellationToken.Register(() => waiting.TrySetResult(new(CompletionCode.Canceled, null)));
        await using var limit = time.CreateTimer(
            _ => waiting.TrySetResult(new(CompletionCode.TimeOut, null)),
            null,
            timeout,
            Timeout.InfiniteTimeSpan
        );
        return await waiting.Task;
    }

    public Task<Completion> Move(CardPosition to, TimeSpan timeout)
    {
        Moves.Add(to.ToString());
        if (Jams)
            return Task.FromResult(new Completion(CompletionCode.HardwareError, "cardreader.jam"));
        if (to == CardPosition.RetainBin && HandIsQuicker)
        {
            Media = MediaState.NotPresent;
            return Task.FromResult(new Completion(CompletionCode.UserError));
        }
        if (to == CardPosition.RetainBin)
            (Media, RetainCount) = (MediaState.NotPresent, RetainCount + 1);
        return Task.FromResult(Completion.Success);
    }

    public async Task<Completion> WaitTaken(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!CustomerTakesCard)
        {
            await Task.Delay(timeout, time, cancellationToken);
            return new(CompletionCode.TimeOut);
        }
        Media = MediaState.NotPresent;
        return Completion.Success;
    }

    /// <summary>A card that is really there is brought to the slot.</summary>
    public Task<Completion> Reset(CardPosition to, TimeSpan timeout)
    {
        if (!Clears)
            return Task.FromResult(new Completion(CompletionCode.HardwareError, "cardreader.jam"));
        Media = Media == MediaState.Present ? MediaState.Entering : MediaState.NotPresent;
        return Task.FromResult(Completion.Success);
    }
}
