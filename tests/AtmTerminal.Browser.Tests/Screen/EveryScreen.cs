using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Screens;

namespace AtmTerminal.Browser.Tests.Screen;

/// <summary>
/// Every row of the screen table in every language, with the longest that can stand there: large amounts, all offers, every
/// reason on one of the screens that explain and the longest on the others.
/// </summary>
internal static class EveryScreen
{
    public static IEnumerable<(string Name, ScreenView View)> All =>
        LanguageTexts.Known.SelectMany(language =>
            Enum.GetValues<ScreenId>()
                .Where(screen => screen != ScreenId.Refusal)
                .Select(screen => ($"{screen}-{language}", Render(screen, language, LongestReason(language))))
                .Concat(
                    Enum.GetValues<CustomerReason>()
                        .Select(reason => ($"Refusal-{language}-{reason}", Render(ScreenId.Refusal, language, reason)))
                )
        );

    private static CustomerReason LongestReason(string language) =>
        Enum.GetValues<CustomerReason>().MaxBy(r => LanguageTexts.Of(language).Reasons[$"{r}"].Length);

    public static ScreenView Render(ScreenId screen, string language, CustomerReason reason = CustomerReason.Canceled)
    {
        var row = ScreenTable.Of(screen);
        var content = new ScreenContent(
            screen,
            language,
            LanguageTexts.Known,
            Facts(language) with
            {
                Reason = reason,
            },
            Typed: row.Keypad == KeypadMode.Amount ? Facts(language).Amount : null,
            PinDigits: row.Keypad == KeypadMode.Pin ? 3 : null,
            Limit: row.Limit == ScreenLimit.None ? null : TimeSpan.FromSeconds(30)
        );
        return ScreenRenderer.Render(1, content);
    }

    private static ScreenFacts Facts(string language)
    {
        // Vietnamese amounts are the longest: the dong has no minor unit, and everybody is a millionaire.
        var (currency, unit) = language == "vi" ? (Currency.Vnd, 50_000L) : (Currency.Uah, 5_000L);
        return new ScreenFacts
        {
            Amount = Units(400),
            Given = Units(397),
            Fee = Money.FromMinorUnits(unit * 397 * 12 / 1000, currency),
            Balance = Money.FromMinorUnits(unit * 99_999 + 1, currency),
            Minimum = Units(1),
            Maximum = Units(400),
            Offers = [Units(4), Units(10), Units(20), Units(40), Units(100), Units(200), Units(400)],
            Notes = [.. new[] { 1, 2, 4, 10 }.Select(n => new Denomination(Units(n)))],
            Card = "************1234",
            Number = new WithdrawalNumber(123456),
            At = new DateTimeOffset(2026, 11, 20, 14, 5, 0, TimeSpan.Zero),
        };

        Money Units(long count) => Money.FromMinorUnits(unit * count, currency);
    }
}
