using AtmTerminal.BankHost;
using AtmTerminal.Browser.Tests.Screen;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Console;

public class When_a_clerk_works_at_the_console
{
    [Test]
    public async Task The_keyboard_alone_signs_in_and_reaches_the_content()
    {
        await using var clerk = await Clerk.ArriveAsync(Glass.Desk);

        await clerk.SignInAsync(Clerk.Chief);
        await clerk.Page.Keyboard.PressAsync("Tab");
        await clerk.Page.Keyboard.PressAsync("Enter");

        await Expect(clerk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Overview");
        await Expect(clerk.Page.Locator("main")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_wrong_password_is_said_and_the_code_stays_typed()
    {
        await using var clerk = await Clerk.ArriveAsync(Glass.Desk);

        await clerk.Page.GetByLabel("Employee code").FillAsync(Clerk.Chief);
        await clerk.Page.GetByLabel("Password").FillAsync("wrong");
        await clerk.Page.Keyboard.PressAsync("Enter");

        await Expect(clerk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not fit");
        await Expect(clerk.Page.GetByLabel("Employee code")).ToHaveValueAsync(Clerk.Chief);
    }

    [Test]
    public async Task A_right_that_is_missing_is_named_and_the_way_back_is_shown()
    {
        await using var clerk = await Clerk.ArriveAsync(Glass.Desk);
        await clerk.SignInAsync(Clerk.Looker);

        await clerk.GoAsync("/employees");

        await Expect(clerk.Page.Locator("main")).ToContainTextAsync("Missing right: People");
        await clerk.Page.KeepPictureAsync("console-refused");
        await clerk.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the overview" }).ClickAsync();
        await Expect(clerk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Overview");
    }

    [Test]
    public async Task A_report_shows_its_chart_over_its_table()
    {
        await using var clerk = await Clerk.ArriveAsync(Glass.Desk);
        await clerk.SignInAsync(Clerk.Looker);

        await clerk.GoAsync("/reports");
        await clerk.Page.GetByRole(AriaRole.Link, new() { Name = "Withdrawals by bank" }).ClickAsync();
        await clerk.Page.GetByLabel("To").FillAsync("2026-11-20");
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "Make the report" }).ClickAsync();

        await Expect(clerk.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("3,500.00");
        var chart = clerk.Page.GetByRole(AriaRole.Img);
        await chart.EvaluateAsync("picture => picture.decode()");
        Assert.That(await chart.EvaluateAsync<int>("picture => picture.naturalWidth"), Is.Positive);
        await clerk.Page.KeepPictureAsync("console-report-chart");
        Assert.That(clerk.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_complaint_goes_from_the_receipt_number_to_the_evidence()
    {
        await using var clerk = await Clerk.ArriveAsync(Glass.Desk);
        await clerk.SignInAsync(Clerk.Chief);

        await clerk.GoAsync("/cases");
        await clerk.Page.GetByRole(AriaRole.Link, new() { Name = "Accept a complaint" }).ClickAsync();
        await clerk.Page.GetByLabel("Machine").FillAsync("ATM00001");
        await clerk.Page.GetByLabel("Receipt number").FillAsync("1");
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "Find the withdrawal" }).ClickAsync();
        await clerk.Page.GetByLabel("Charged and not received").FillAsync("200");
        await clerk.Page.GetByLabel("What the customer says").FillAsync("Only nine notes of 200 came out.");
        await clerk.Page.KeepPictureAsync("console-complaint");
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "Accept the complaint" }).ClickAsync();

        await Expect(clerk.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The complaint is accepted");
        var main = clerk.Page.Locator("main");
        await Expect(main).ToContainTextAsync("Charged and not received200.00 UAH");
        await Expect(main).ToContainTextAsync("2,000.00 UAH and commission 0.00 UAH");
        await Expect(main).ToContainTextAsync("CASH:ATM00001");
        await Expect(main).ToContainTextAsync("complaint accepted");
        await clerk.Page.KeepPictureAsync("console-case");
    }

    [TestCase(1280, 900, ColorScheme.Light)]
    [TestCase(800, 900, ColorScheme.Dark)]
    public async Task Every_page_can_be_read_in_full(int width, int height, ColorScheme colours)
    {
        await using var clerk = await Clerk.ArriveAsync(new Glass($"{width}", width, height), colours);
        await clerk.SignInAsync(Clerk.Chief);
        string[] behind =
        [
            "/machines/ATM00001",
            "/machines/new",
            "/accounts",
            "/customers/1",
            "/customers/1/data",
            "/customers/new",
            "/reports/withdrawals-by-bank?from=2026-11-01&to=2026-11-20&currency=UAH&interval=week",
            "/cases/ATM00001/SHORTAGE/21/0",
            "/complaints/new",
            "/employees/1002",
            "/enrol",
        ];

        foreach (var address in Menu.Entries.Select(entry => entry.Address).Concat(behind))
        {
            await clerk.GoAsync(address);
            await clerk.Page.KeepPictureAsync($"console-{width}{address.Split('?')[0].Replace('/', '-')}");
            var texts = await clerk.Page.MeasureAsync("body");
            Assert.That(texts, Is.Not.Empty, address);
            Assert.That(texts.Where(text => text.Contrast < 4.5), Is.Empty, address);
            Assert.That(
                await clerk.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                address
            );
            Assert.That(await UnlabelledAsync(clerk.Page), Is.Empty, address);
        }
        Assert.That(clerk.Complaints, Is.Empty);
    }

    /// <summary>Fields without a label, and pages without exactly one main heading: a screen reader would be lost there.</summary>
    private static async Task<IReadOnlyList<string>> UnlabelledAsync(IPage page) =>
        await page.EvaluateAsync<string[]>(
            """
            () => {
              const fields = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")];
              const lost = fields.filter((f) => f.labels.length === 0).map((f) => `${f.name} has no label`);
              const headings = document.querySelectorAll("h1").length;
              return headings === 1 ? lost : [...lost, `${headings} main headings`];
            }
            """
        );
}
