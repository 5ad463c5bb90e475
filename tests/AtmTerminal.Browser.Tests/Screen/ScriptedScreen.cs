using System.Collections.Concurrent;
using AtmTerminal.Session.Screens;

namespace AtmTerminal.Browser.Tests.Screen;

/// <summary>A session that shows what the test says and remembers which keys were pressed.</summary>
public sealed class ScriptedScreen(ScreenView first) : IScreen
{
    private volatile ScreenView _current = first;

    public ScreenView Current => _current;

    public ConcurrentQueue<string> Pressed { get; } = [];

    public event Action<ScreenView>? ViewChanged;

    public ScreenView Show(ScreenView view)
    {
        _current = view with { Version = _current.Version + 1 };
        ViewChanged?.Invoke(_current);
        return _current;
    }

    /// <summary>Another process shows its first view; it knows nothing of the versions before.</summary>
    public void Restart(ScreenView first) => _current = first;

    public void PressSideKey(string key) => Pressed.Enqueue(key);
}
