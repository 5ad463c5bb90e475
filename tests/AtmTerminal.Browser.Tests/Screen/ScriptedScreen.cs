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

    /// <summary>Raised on the thread of the web server for each key.</summary>
    public event Action<string>? KeyPressed;

    public ScreenView Show(ScreenView view)
    {
        _current = view with { Version = _current.Version + 1 };
        ViewChanged?.Invoke(_current);
        return _current;
    }

    public void PressSideKey(string key)
    {
        Pressed.Enqueue(key);
        KeyPressed?.Invoke(key);
    }
}
