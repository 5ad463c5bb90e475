using AtmTerminal.Session.Screens;

namespace AtmTerminal.Browser.Tests.Screen;

/// <summary>Views as the session makes them, for what depends on the page alone.</summary>
internal static class SampleViews
{
    public static ScreenView Welcome { get; } =
        new(
            Version: 1,
            Screen: "InsertCard",
            Language: "uk",
            Title: "Вставте картку",
            Lines: ["Хай щастить! Обслуговуємо картки всіх банків.", "Найменша сума 50 ₴."],
            Spoken: "Вставте картку в освітлений отвір праворуч.",
            SideKeys: Keys(("L4", "Українська", "4"), ("R3", "Tiếng Việt", "7"), ("R4", "English", "8")),
            Entry: null,
            PinDigits: null,
            Footer: null,
            Tone: "neutral",
            SecondsLeft: null
        );

    public static ScreenView Pin(int digits) =>
        Welcome with
        {
            Screen = "EnterPin",
            Title = "Введіть ПІН-код",
            Lines = ["Прикрийте клавіатуру рукою."],
            Spoken = "Введіть ПІН-код і натисніть Enter.",
            SideKeys = Keys(("R4", "Повернути картку", "8")),
            PinDigits = digits,
            Footer = "Скасувати: повернути картку",
            SecondsLeft = 30,
        };

    public static ScreenView Amounts { get; } =
        Welcome with
        {
            Screen = "ChooseAmount",
            Title = "Оберіть суму",
            Lines = ["Доступно купюрами 50, 100, 200 і 500 ₴"],
            Spoken = "Оберіть суму.",
            SideKeys = Keys(
                ("L1", "200 ₴", "1"),
                ("L2", "500 ₴", "2"),
                ("L3", "1 000 ₴", "3"),
                ("L4", "2 000 ₴", "4"),
                ("R1", "3 000 ₴", "5"),
                ("R2", "5 000 ₴", "6"),
                ("R3", "Інша сума", "7"),
                ("R4", "Повернути картку", "8")
            ),
            Footer = "Скасувати: повернути картку",
            SecondsLeft = 30,
        };

    public static ScreenView Typing { get; } =
        Welcome with
        {
            Screen = "TypeAmount",
            Title = "Введіть суму",
            Lines = ["Найменша сума 50 ₴, найбільша 20 000 ₴."],
            SideKeys = Keys(("R4", "Далі", "Enter")),
            Entry = "12 350 ₴",
            Footer = "Скасувати: повернути картку",
            SecondsLeft = 30,
        };

    public static ScreenView Receipt { get; } =
        Welcome with
        {
            Screen = "Receipt",
            Title = "Дякуємо!",
            Lines =
            [
                "20.11.2026 14:05",
                "Термінал ATM00001",
                "Операція 000123",
                "Картка ************1234",
                "Видано 1 000,00 ₴",
                "Комісія 12,00 ₴",
                "Списано 1 012,00 ₴",
                "Доступно 8 988,00 ₴",
            ],
            SideKeys = Keys(("R4", "Готово", "8")),
            Tone = "good",
            SecondsLeft = 20,
        };

    public static ScreenView OutOfService { get; } =
        Welcome with
        {
            Screen = "OutOfService",
            Title = "Банкомат тимчасово не працює",
            Lines = ["Вибачте за незручності. Найближчий банкомат: вул. Хрещатик, 1."],
            SideKeys = Keys(),
            Tone = "outOfService",
        };

    public static ScreenView NotPayable { get; } =
        Welcome with
        {
            Screen = "ChooseNearAmount",
            Title = "Цю суму неможливо видати",
            Lines = ["Немає потрібних купюр. Оберіть найближчу суму."],
            SideKeys = Keys(
                ("L3", "350 ₴", "3"),
                ("R3", "400 ₴", "7"),
                ("L4", "Інша сума", "4"),
                ("R4", "Повернути картку", "8")
            ),
            Tone = "warning",
            SecondsLeft = 30,
        };

    public static IReadOnlyList<ScreenView> All { get; } =
    [Welcome, Pin(0), Pin(3), Pin(12), Amounts, Typing, Receipt, OutOfService, NotPayable];

    public static IReadOnlyList<SideKeyView?> Keys(params (string Key, string Label, string Digit)[] used) =>
        [
            .. new[] { "L1", "L2", "L3", "L4", "R1", "R2", "R3", "R4" }.Select(key =>
                used.Where(k => k.Key == key).Select(k => new SideKeyView(k.Key, k.Label, k.Digit)).SingleOrDefault()
            ),
        ];
}
