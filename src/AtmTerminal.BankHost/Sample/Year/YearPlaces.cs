using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>A country of the sample: its currency, its clock, the names of its people and its towns.</summary>
/// <param name="ClockOffset">From UTC to the clock on the wall, all year.</param>
internal sealed record YearCountry(
    Currency Currency,
    TimeSpan ClockOffset,
    string PhonePrefix,
    IReadOnlyList<YearCity> Cities,
    IReadOnlyList<string> Streets,
    YearNames Names
);

/// <param name="Weight">How many of the sample's people live there, beside the other cities of the country.</param>
internal sealed record YearCity(string Name, int Weight, IReadOnlyList<string> Districts);

/// <summary>Cities and districts are real, streets are invented: nobody's address is in the sample.</summary>
internal static class YearPlaces
{
    public static YearCountry Ukraine { get; } =
        new(
            Currency.Uah,
            TimeSpan.FromHours(3),
            "+380",
            [
                new(
                    "Kyiv",
                    34,
                    [
                        "Pecherskyi",
                        "Shevchenkivskyi",
                        "Podilskyi",
                        "Obolonskyi",
                        "Holosiivskyi",
                        "Darnytskyi",
                        "Dniprovskyi",
                        "Desnianskyi",
                        "Solomianskyi",
                        "Sviatoshynskyi",
                    ]
                ),
                new("Lviv", 15, ["Halytskyi", "Lychakivskyi", "Sykhivskyi", "Frankivskyi", "Zaliznychnyi"]),
                new("Odesa", 14, ["Prymorskyi", "Kyivskyi", "Khadzhybeiskyi", "Peresypskyi"]),
                new("Dnipro", 13, ["Tsentralnyi", "Sobornyi", "Chechelivskyi", "Novokodatskyi", "Samarskyi"]),
                new("Kharkiv", 12, ["Shevchenkivskyi", "Kyivskyi", "Saltivskyi", "Nemyshlianskyi"]),
                new("Poltava", 6, ["Shevchenkivskyi", "Kyivskyi", "Podilskyi"]),
                new("Chernivtsi", 6, ["Shevchenkivskyi", "Pershotravnevyi", "Sadhirskyi"]),
            ],
            [
                "Soniachnoho Mlyna St",
                "Tykhoho Dzvona St",
                "Sribnoho Lysa St",
                "Medovoi Rosy St",
                "Starykh Kashtaniv St",
                "Bilykh Lelek St",
                "Zelenoho Klena St",
                "Vechirnoho Stepu St",
                "Malynovoi Zori St",
                "Teploho Viteru St",
                "Kazkovoho Lisu St",
                "Synioi Kvitky St",
            ],
            YearNames.Ukrainian
        );

    public static YearCountry Vietnam { get; } =
        new(
            Currency.Vnd,
            TimeSpan.FromHours(7),
            "+84",
            [
                new(
                    "Thành phố Hồ Chí Minh",
                    34,
                    ["Quận 1", "Quận 3", "Quận 5", "Bình Thạnh", "Phú Nhuận", "Tân Bình", "Gò Vấp", "Thủ Đức"]
                ),
                new(
                    "Hà Nội",
                    28,
                    ["Hoàn Kiếm", "Ba Đình", "Đống Đa", "Hai Bà Trưng", "Cầu Giấy", "Tây Hồ", "Thanh Xuân", "Long Biên"]
                ),
                new("Cần Thơ", 13, ["Ninh Kiều", "Bình Thủy", "Cái Răng", "Ô Môn"]),
                new("Đà Nẵng", 12, ["Hải Châu", "Thanh Khê", "Sơn Trà", "Ngũ Hành Sơn", "Cẩm Lệ"]),
                new("Hải Phòng", 8, ["Hồng Bàng", "Ngô Quyền", "Lê Chân"]),
                new("Huế", 5, ["Phú Xuân", "Thuận Hóa"]),
            ],
            [
                "Đường Mây Trắng",
                "Đường Trăng Non",
                "Đường Cánh Diều",
                "Đường Suối Bạc",
                "Đường Nắng Sớm",
                "Đường Hương Lúa",
                "Đường Gió Biển",
                "Đường Sao Mai",
                "Đường Rừng Thông",
                "Đường Bến Đợi",
                "Đường Cầu Mây",
                "Đường Hoa Gạo",
            ],
            YearNames.Vietnamese
        );

    /// <summary>An address in a city: house and street, district, city.</summary>
    public static YearAddress Address(this YearCountry country, YearCity city, YearDraw draw)
    {
        var (street, house) = (draw.One(country.Streets), draw.Between(1, 180));
        var line = country.Currency == Currency.Vnd ? $"{house} {street}" : $"{street} {house}";
        return new(line, draw.One(city.Districts), city.Name);
    }
}

internal sealed record YearAddress(string Line, string District, string City)
{
    public override string ToString() => $"{Line}, {District}, {City}";
}
