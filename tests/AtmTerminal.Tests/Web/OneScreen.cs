using System.Collections.Concurrent;
using AtmTerminal.Session.Screens;

namespace AtmTerminal.Tests.Web;

/// <summary>A screen that shows what the test says.</summary>
internal sealed class OneScreen : IScreen
{
    private volatile ScreenView _current = View(1);

    public ScreenView Current => _current;

    public ConcurrentQueue<string> Pressed { get; } = [];

    public event Action<ScreenView>? ViewChanged;

    public void Show(ScreenView view)
    {
        _current = view;
        ViewChanged?.Invoke(view);
    }

    public void PressSideKey(string key) => Pressed.Enqueue(key);

    public static ScreenView View(long version, string title = "Вставте картку") =>
        new(version, "InsertCard", "uk", title, [], "…", new SideKeyView?[8], null, null, null, "neutral", null);
}
