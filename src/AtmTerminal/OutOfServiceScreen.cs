using AtmTerminal.Session.Screens;

namespace AtmTerminal;

/// <summary>The cardholder's screen of a terminal that could not start: out of service, in every language, for as long as it runs.</summary>
internal sealed class OutOfServiceScreen : IScreen
{
    public ScreenView Current { get; } =
        ScreenRenderer.Render(
            1,
            new(ScreenId.OutOfService, LanguageTexts.Known[0], LanguageTexts.Known, new ScreenFacts())
        );

    // The view never changes, so nobody is ever told.
    public event Action<ScreenView>? ViewChanged
    {
        add { }
        remove { }
    }

    public void PressSideKey(string key) { }
}
