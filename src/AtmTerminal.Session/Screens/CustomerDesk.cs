using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Screens;

/// <summary>
/// The customer's side of the machine: the screen, the keys and the time limit of the screen. It knows what was pressed and
/// what that key means; what follows from it is the session's.
/// </summary>
internal sealed class CustomerDesk : IScreen
{
    private const long AmountsEndBefore = 100_000_000;

    private readonly IPinPad _pad;
    private readonly TimeProvider _time;
    private readonly SessionTimeLimits _limits;
    private readonly SynchronizationContext _loop;
    private readonly Action<SessionTrigger, int> _choose;
    private Question? _question;
    private Question? _moreTime;
    private long _version;
    private Lazy<ScreenView> _view;

    /// <param name="choose">Told what the customer chose, or let pass, and which entry of a list.</param>
    public CustomerDesk(
        SessionParts parts,
        SessionTimeLimits limits,
        ScreenContent first,
        Action<SessionTrigger, int> choose
    )
    {
        (_pad, _time, _loop, _limits, _choose) = (parts.PinPad, parts.Time, parts.Loop, limits, choose);
        _view = Lazily(first);
        _pad.KeyPressed += OnPadKey;
        _pad.PinDigitsChanged += OnPinDigits;
    }

    public event Action<ScreenView>? ViewChanged;

    public ScreenView Current => Volatile.Read(ref _view).Value;

    /// <summary>The amount typed on the last screen that takes one.</summary>
    public Money? Typed => Shown.Typed;

    private ScreenContent Shown { get; set; } = null!;

    public void PressSideKey(string key) => _loop.Post(_ => OnSideKey(key), null);

    /// <summary>Shows a screen that asks nothing of the customer, or whose answer comes from a device.</summary>
    public void Show(ScreenContent content)
    {
        CloseQuestion();
        Display(content with { Limit = LimitOf(content.Screen) });
    }

    /// <summary>Shows a screen and takes the customer's answer to it.</summary>
    public void Ask(ScreenContent content)
    {
        CloseQuestion();
        var shown = content with { Limit = LimitOf(content.Screen) };
        _question = new(shown);
        Display(shown);
        if (shown.Limit is not null)
            WatchLimit(_question, mayAskForMoreTime: ScreenTable.Of(content.Screen).AsksForMoreTime);
    }

    /// <summary>Asks once whether more time is needed, and shows the screen from before again.</summary>
    /// <returns>False when it is not, or nobody answers, or the session has gone on meanwhile.</returns>
    public async Task<bool> AskForMoreTime()
    {
        var before = Shown;
        var question = new Question(
            before with
            {
                Screen = ScreenId.MoreTime,
                Typed = null,
                PinDigits = null,
                Limit = _limits.MoreTime,
            }
        );
        _moreTime = question;
        Display(question.Content);
        await Delay(_limits.MoreTime, question);
        if (_moreTime == question)
            _moreTime = null;
        if (question.Answer == SessionTrigger.MessageRead)
            Display(before);
        return question.Answer == SessionTrigger.MessageRead;
    }

    private async void WatchLimit(Question question, bool mayAskForMoreTime)
    {
        await Delay(question.Content.Limit!.Value, question);
        if (_question != question)
            return;
        if (mayAskForMoreTime && await AskForMoreTime())
            WatchLimit(question, mayAskForMoreTime: false);
        else if (_question == question)
            _choose(SessionTrigger.TimeLimitReached, 0);
    }

    private async Task Delay(TimeSpan limit, Question question) =>
        await Task.Delay(limit, _time, question.Over.Token)
            .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);

    private TimeSpan? LimitOf(ScreenId screen) => _limits.Of(ScreenTable.Of(screen).Limit);

    private void CloseQuestion()
    {
        var (question, moreTime) = (_question, _moreTime);
        (_question, _moreTime) = (null, null);
        moreTime?.Over.Cancel();
        question?.Over.Cancel();
    }

    private void OnSideKey(string key)
    {
        if ((_moreTime ?? _question) is { } question)
            Press(question, ScreenRenderer.LiveKeys(question.Content).FirstOrDefault(k => k.Key == key));
    }

    private void OnPinDigits(int digits)
    {
        if (Shown.PinDigits is not null)
            Display(Shown with { PinDigits = digits });
    }

    private void OnPadKey(PadKey key)
    {
        // While more time for a PIN is offered, the session still waits for the PIN: Cancel is the answer no.
        if (key == PadKey.Cancel && _question is null && _moreTime is { } moreTime)
            moreTime.Over.Cancel();
        else if (key == PadKey.Cancel)
            _choose(SessionTrigger.CancelPressed, 0);
        else if ((_moreTime ?? _question) is { } question)
            OnPadKey(key, question);
    }

    private void OnPadKey(PadKey key, Question question)
    {
        var keys = ScreenRenderer.LiveKeys(question.Content);
        if (key == PadKey.Enter)
            Press(question, keys.FirstOrDefault(k => k.ByEnter));
        else if (ScreenTable.Of(question.Content.Screen).Keypad == KeypadMode.Amount)
            Type(key, question);
        else
            Press(question, keys.FirstOrDefault(k => k.Digit == key - PadKey.Digit0));
    }

    private void Press(Question question, SideKey? key)
    {
        if (key is null)
        {
            _pad.Beep();
            return;
        }
        if (question != _moreTime)
        {
            _choose(key.On, key.Index);
            return;
        }
        question.Answer = key.On;
        question.Over.Cancel();
    }

    private void Type(PadKey key, Question question)
    {
        var typed = Shown.Typed!.Value;
        var perMajor = typed.Currency.MinorUnitsPerMajor;
        var major = typed.MinorUnits / perMajor;
        long? next = key switch
        {
            PadKey.Clear => 0,
            PadKey.DoubleZero => major * 100,
            <= PadKey.Digit9 => major * 10 + (key - PadKey.Digit0),
            _ => null,
        };
        if (next is not { } value || value >= AmountsEndBefore)
            _pad.Beep();
        else
            Display(question.Content with { Typed = Money.FromMajorUnits(value, typed.Currency) });
    }

    private void Display(ScreenContent content)
    {
        _version++;
        var view = Lazily(content);
        Volatile.Write(ref _view, view);
        ViewChanged?.Invoke(view.Value);
    }

    // Nobody may be looking: the words are made when they are asked for.
    private Lazy<ScreenView> Lazily(ScreenContent content)
    {
        Shown = content;
        var version = _version;
        return new(() => ScreenRenderer.Render(version, content));
    }

    /// <summary>A screen that waits for the customer.</summary>
    private sealed class Question(ScreenContent content)
    {
        public ScreenContent Content { get; } = content;

        public CancellationTokenSource Over { get; } = new();

        public SessionTrigger? Answer { get; set; }
    }
}
