namespace AtmTerminal.BankHost;

/// <summary>A bank of the sample.</summary>
/// <param name="Prefix">The first digits of its cards, of a test range that no scheme gives to a bank.</param>
/// <param name="Share">Of all customers and machines, in percent.</param>
/// <param name="Cities">By name, where it has branches; the first has its head office.</param>
internal sealed record YearBank(
    string Code,
    string Name,
    string Prefix,
    string LegalAddress,
    int Share,
    IReadOnlyList<string> Cities
);

/// <summary>Eight banks that do not exist. The first two are those of <see cref="SampleBank"/>, at home in both countries.</summary>
internal static class YearBanks
{
    public static IReadOnlyList<YearBank> All { get; } =
    [
        new(
            SampleBank.OwnBankCode,
            SampleBank.OwnBankName,
            SampleBank.OwnPrefix,
            "Kyiv, Khreshchatyk 1",
            24,
            ["Kyiv", "Lviv", "Odesa", "Dnipro", "Kharkiv", "Poltava", "Thành phố Hồ Chí Minh", "Hà Nội"]
        ),
        new(
            SampleBank.ForeignBankCode,
            SampleBank.ForeignBankName,
            SampleBank.ForeignPrefix,
            "Can Tho, Hoa Binh 2",
            18,
            ["Cần Thơ", "Thành phố Hồ Chí Minh", "Đà Nẵng", "Dnipro", "Kyiv"]
        ),
        new(
            "300003",
            "Chornohora Bank",
            "999930",
            "Chernivtsi, Tykhoho Dzvona St 3",
            9,
            ["Chernivtsi", "Lviv", "Kyiv"]
        ),
        new(
            "400004",
            "Steppe Sun Bank",
            "999940",
            "Poltava, Vechirnoho Stepu St 14",
            11,
            ["Poltava", "Kharkiv", "Dnipro", "Kyiv"]
        ),
        new("500005", "White Stork Credit", "999950", "Odesa, Bilykh Lelek St 5", 8, ["Odesa", "Kyiv", "Lviv"]),
        new(
            "600006",
            "Lotus River Bank",
            "999960",
            "Hà Nội, 16 Đường Trăng Non",
            12,
            ["Hà Nội", "Hải Phòng", "Đà Nẵng"]
        ),
        new(
            "700007",
            "Red Banyan Bank",
            "999970",
            "Thành phố Hồ Chí Minh, 7 Đường Sao Mai",
            11,
            ["Thành phố Hồ Chí Minh", "Cần Thơ", "Hà Nội"]
        ),
        new("800008", "Perfume Hills Bank", "999980", "Huế, 8 Đường Rừng Thông", 7, ["Huế", "Đà Nẵng", "Hà Nội"]),
    ];
}
