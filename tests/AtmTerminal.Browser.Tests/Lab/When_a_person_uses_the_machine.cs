using AtmTerminal.Browser.Tests.Screen;
using AtmTerminal.Session.Screens;
using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Lab;

/// <summary>The whole system, in real time, through a browser: terminal, simulated machine, line and bank host.</summary>
public class When_a_person_uses_the_machine
{
    private const int OwnCard = 1;
    private const string OwnPin = "1234";

    private Customer _customer = null!;

    [SetUp]
    public async Task Arrive() => _customer = await Customer.ArriveAsync();

    [TearDown]
    public async Task Leave()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed)
            await _customer.Page.KeepPictureAsync($"failed-{TestContext.CurrentContext.Test.MethodName}");
        await _customer.DisposeAsync();
    }

    [Test]
    public async Task A_withdrawal_goes_from_the_card_to_the_receipt_and_is_posted_once()
    {
        await _customer.AsksForCashAsync(OwnCard, OwnPin, 350);
        await _customer.Page.KeepPictureAsync("lab-cash");
        await _customer.TakesAllNotesAsync();
        await _customer.SeesAsync(ScreenId.Receipt);
        await _customer.ReadsAsync("350");
        await _customer.Page.KeepPictureAsync("lab-receipt");
        await _customer.PressesAsync("R4");
        await _customer.SeesAsync(ScreenId.InsertCard);
        await _customer.AllIsAccountedForAsync("350.00 UAH", handedOut: 3);
    }

    [Test]
    public async Task A_wrong_pin_is_said_and_the_right_one_goes_on()
    {
        await _customer.SeesAsync(ScreenId.InsertCard);
        await _customer.InsertsCardAsync(OwnCard);
        await _customer.ChoosesEnglishAndTypesAsync("9999");
        await _customer.PressesAsync("L2");
        await _customer.SeesAsync(ScreenId.PinWrong);
        await _customer.TypesAsync(OwnPin);
        await _customer.SeesAsync(ScreenId.Balance);
        await _customer.ReadsAsync("25,000");
        await _customer.PressesAsync("R4");
        await _customer.TakesCardAsync();
        await _customer.SeesAsync(ScreenId.InsertCard);
        await _customer.AllIsAccountedForAsync("0.00 UAH", handedOut: 0);
    }

    [Test]
    public async Task Cash_that_is_not_taken_goes_back_and_costs_nothing()
    {
        await _customer.AsksForCashAsync(OwnCard, OwnPin, 200);
        await _customer.SeesAsync(ScreenId.TakingBack);
        await _customer.SeesAsync(ScreenId.InsertCard);
        await Expect(_customer.Page.Locator("[data-unit=retract] .count")).ToHaveTextAsync("1");
        await _customer.AllIsAccountedForAsync("0.00 UAH", handedOut: 0);
    }

    [Test]
    public async Task Notes_taken_while_the_power_was_cut_are_posted_after_the_restart()
    {
        await _customer.AsksForCashAsync(OwnCard, OwnPin, 350);
        await Expect(_customer.Page.Locator("#take-all")).ToBeEnabledAsync();
        await _customer.SwitchesPowerAsync();
        await Expect(_customer.Page.Locator("#dark")).ToBeVisibleAsync();
        await _customer.Page.KeepPictureAsync("lab-dark");
        await _customer.TakesAllNotesAsync();
        await _customer.SwitchesPowerAsync();
        await _customer.SeesAsync(ScreenId.InsertCard);
        await _customer.AllIsAccountedForAsync("350.00 UAH", handedOut: 3);
    }
}
