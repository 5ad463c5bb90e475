namespace AtmTerminal.Session.Screens;

/// <summary>The cardholder's screen as the world outside the terminal loop sees it: what is shown, and the side keys.</summary>
public interface IScreen
{
    /// <summary>What is shown now. Any thread: the value never changes, it is replaced.</summary>
    ScreenView Current { get; }

    /// <summary>Raised on the terminal loop with each new view; a handler must not block.</summary>
    event Action<ScreenView>? ViewChanged;

    /// <summary>
    /// Presses a side key. Any thread: it is posted to the terminal loop. A key that is not on the screen does nothing.
    /// </summary>
    /// <param name="key"><c>L1</c> to <c>L4</c>, <c>R1</c> to <c>R4</c>.</param>
    void PressSideKey(string key);
}
