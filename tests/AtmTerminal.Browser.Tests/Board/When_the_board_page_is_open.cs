using AtmTerminal.Browser.Tests.Screen;
using AtmTerminal.Lab.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Board;

public class When_the_board_page_is_open
{
    private ScriptedPanel _panel = null!;
    private BoardServer _board = null!;
    private ServedScreen _screen = null!;
    private OpenPage _open = null!;

    private IPage Page => _open.Page;

    [SetUp]
    public async Task Open()
    {
        _panel = new ScriptedPanel();
        var start = await BoardServer.StartAsync(_panel, port: 0, TimeProvider.System);
        _board = ((BoardServerStart.Started)start).Server;
        _screen = await ServedScreen.StartAsync(SampleViews.Amounts, () => _board.Address);
        Show(SampleBoard.AtRest);
        _open = await Chromium.OpenAsync(_board.Address, Glass.Desk);
        await Expect(Page.Locator("#terminal")).ToHaveTextAsync(SampleBoard.AtRest.Terminal);
    }

    [TearDown]
    public async Task Close()
    {
        await _open.DisposeAsync();
        await _screen.DisposeAsync();
        await _board.DisposeAsync();
        Assert.That(_open.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_cardholders_screen_works_inside_it()
    {
        var screen = Page.FrameLocator("#screen");
        await Expect(screen.Locator("#title")).ToHaveTextAsync(SampleViews.Amounts.Title);
        var answered = Page.WaitForResponseAsync("**/keys/L2");
        await screen.Locator("[data-key=L2]").ClickAsync();
        await answered;
        Assert.That(_screen.Session.Pressed, Is.EqualTo(new[] { "L2" }));
    }

    [Test]
    public async Task Every_note_stands_where_it_is()
    {
        Show(SampleBoard.Dispensing);
        await Expect(Page.Locator("#machine .note")).ToHaveCountAsync(5);
        await Expect(Page.Locator(".note[data-place=stacker]")).ToHaveCountAsync(2);
        await Expect(Page.Locator("[data-unit='2'] .count")).ToHaveTextAsync("640");
        await Page.KeepPictureAsync("board-dispensing");
        Show(SampleBoard.AtRest);
        await Expect(Page.Locator("#machine .note")).ToHaveCountAsync(0);
        await Page.KeepPictureAsync("board-rest");
    }

    [Test]
    public async Task The_sum_of_all_notes_is_said_to_hold_or_not()
    {
        await Expect(Page.Locator("#equation")).ToContainTextAsync("✓");
        Show(SampleBoard.AtRest with { Equation = SampleBoard.AtRest.Equation with { HandedOut = 2338 } });
        await Expect(Page.Locator("#equation")).ToContainTextAsync("✗");
    }

    [Test]
    public async Task Each_control_is_a_hand_on_the_machine()
    {
        Show(SampleBoard.Presented);
        await Expect(Page.Locator("#take-all")).ToBeEnabledAsync();
        await Page.KeepPictureAsync("board-presented");
        await Page.ClickAsync("#take-one");
        await Page.ClickAsync("#take-all");
        await Page.ClickAsync("#take-card");
        await Page.ClickAsync("[data-card=minh]");
        await Page.ClickAsync("[data-switch=safe] button:text('open')");
        await Page.ClickAsync("[data-pad='5']");
        await Page.Locator("header").ClickAsync();
        await Page.Keyboard.PressAsync("Escape");
        await DoneAsync(9);
        await Page.ClickAsync("#tidy");
        await DoneAsync(10);
        await Page.ClickAsync("#power");
        Assert.That(
            await DoneAsync(11),
            Is.EqualTo(
                new BoardAction[]
                {
                    new BoardAction.TakeNotes(1),
                    new BoardAction.TakeNotes(null),
                    new BoardAction.TakeCard(),
                    new BoardAction.InsertCard("minh"),
                    new BoardAction.SetSwitch("safe", "open"),
                    new BoardAction.PressKey("5"),
                    new BoardAction.ReleaseKey("5"),
                    new BoardAction.PressKey("Cancel"),
                    new BoardAction.ReleaseKey("Cancel"),
                    new BoardAction.Tidy(),
                    new BoardAction.SetPower(On: false),
                }
            )
        );
    }

    [Test]
    public async Task A_card_can_be_dragged_into_the_slot()
    {
        await Page.DragAndDropAsync("[data-card=oksana]", "#card-slot");
        Assert.That(await DoneAsync(1), Is.EqualTo(new[] { new BoardAction.InsertCard("oksana") }));
    }

    [Test]
    public async Task A_fault_is_armed_with_its_parameters_and_cleared()
    {
        await Page.SelectOptionAsync("#fault", "dispenser.jam");
        await Page.SelectOptionAsync("[name=where]", "stacker");
        await Page.FillAsync("[name=after]", "3");
        await Page.UncheckAsync("#once");
        await Page.ClickAsync("#arm button");
        var armed = (BoardAction.ArmFault)(await DoneAsync(1)).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((armed.Id, armed.Once), Is.EqualTo(("dispenser.jam", false)));
            Assert.That(armed.Parameters["where"], Is.EqualTo("stacker"));
            Assert.That(armed.Parameters["after"], Is.EqualTo("3"));
        }

        Show(SampleBoard.Dispensing);
        await Page.ClickAsync("#armed button");
        Assert.That((await DoneAsync(2))[1], Is.EqualTo(new BoardAction.ClearFault(1)));
    }

    [Test]
    public async Task What_could_not_be_done_is_said()
    {
        _panel.Refusal = "The slot does not take this card now.";
        await Page.ClickAsync("[data-card=minh]");
        await Expect(Page.Locator("#refusal")).ToHaveTextAsync(_panel.Refusal);
        _panel.Refusal = null;
        await Page.ClickAsync("[data-card=minh]");
        await Expect(Page.Locator("#refusal")).ToBeHiddenAsync();
        // The browser writes the refused request to its own console as well.
        _open.Complaints.RemoveAll(c => c.Contains("409", StringComparison.Ordinal));
    }

    [Test]
    public async Task Without_power_the_glass_is_dark_and_the_notes_are_still_shown()
    {
        _panel.Show(SampleBoard.Dark);
        await Expect(Page.Locator("#dark")).ToBeVisibleAsync();
        await Expect(Page.Locator("#screen")).ToBeHiddenAsync();
        await Expect(Page.Locator("#power")).ToHaveAttributeAsync("aria-checked", "false");
        await Expect(Page.Locator("#machine .note")).ToHaveCountAsync(6);
        await Page.KeepPictureAsync("board-dark");

        Show(SampleBoard.AtRest);

        await Expect(Page.FrameLocator("#screen").Locator("#title")).ToHaveTextAsync(SampleViews.Amounts.Title);
    }

    [Test]
    public async Task All_of_it_can_be_read()
    {
        foreach (var view in new[] { SampleBoard.Dispensing, SampleBoard.Presented })
        {
            Show(view);
            await Expect(Page.Locator("#terminal")).ToHaveTextAsync(view.Terminal);
            var texts = await Page.MeasureAsync("main");
            Assert.That(texts.Where(t => t.Contrast < 4.5 && t.Text[0] != '<'), Is.Empty);
        }
    }

    private void Show(BoardView view) => _panel.Show(view with { ScreenAddress = _screen.Address });

    /// <summary>What hands did so far, as soon as it is <paramref name="count"/> things.</summary>
    private async Task<BoardAction[]> DoneAsync(int count)
    {
        await _panel.HasDoneAsync(count);
        return [.. _panel.Done];
    }
}
