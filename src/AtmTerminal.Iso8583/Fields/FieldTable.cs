using static AtmTerminal.Iso8583.ContentClass;
using static AtmTerminal.Iso8583.Mask;

namespace AtmTerminal.Iso8583;

/// <summary>The data elements of ISO 8583:1987, as this house sends and accepts them.</summary>
/// <remarks>
/// Attributes from ISO 8583:1987, table 3. Where public samples of the line disagree with it, the samples won:
/// DE 49 to 51 are an 3 (currency letters occur), DE 36, 44 to 48 and 54 are ans (letters and blanks occur), DE 34 and
/// the private fields are ans. DE 65 would announce a third bitmap, which the 1987 edition has no fields for.
/// </remarks>
public static class FieldTable
{
    /// <summary>The highest data element of two bitmaps.</summary>
    public const int LastField = 128;

    private static readonly FieldDefinition[] Rows =
    [
        LlVar(2, "Primary account number", Digits, 19, LastFour),
        Fixed(3, "Processing code", Digits, 6, None),
        Fixed(4, "Amount, transaction", Digits, 12, None),
        Fixed(5, "Amount, settlement", Digits, 12, None),
        Fixed(6, "Amount, cardholder billing", Digits, 12, None),
        Fixed(7, "Transmission date and time", Digits, 10, None),
        Fixed(8, "Amount, cardholder billing fee", Digits, 8, None),
        Fixed(9, "Conversion rate, settlement", Digits, 8, None),
        Fixed(10, "Conversion rate, cardholder billing", Digits, 8, None),
        Fixed(11, "System trace audit number", Digits, 6, None),
        Fixed(12, "Time, local", Digits, 6, None),
        Fixed(13, "Date, local", Digits, 4, None),
        Fixed(14, "Date, expiration", Digits, 4, All),
        Fixed(15, "Date, settlement", Digits, 4, None),
        Fixed(16, "Date, conversion", Digits, 4, None),
        Fixed(17, "Date, capture", Digits, 4, None),
        Fixed(18, "Merchant type", Digits, 4, None),
        Fixed(19, "Country, acquirer", Digits, 3, None),
        Fixed(20, "Country, primary account number", Digits, 3, None),
        Fixed(21, "Country, forwarding institution", Digits, 3, None),
        Fixed(22, "Point of service entry mode", Digits, 3, None),
        Fixed(23, "Card sequence number", Digits, 3, None),
        Fixed(24, "Network international identifier", Digits, 3, None),
        Fixed(25, "Point of service condition code", Digits, 2, None),
        Fixed(26, "Point of service capture code", Digits, 2, None),
        Fixed(27, "Authorisation identification length", Digits, 1, None),
        Fixed(28, "Amount, transaction fee", SignedDigits, 9, None),
        Fixed(29, "Amount, settlement fee", SignedDigits, 9, None),
        Fixed(30, "Amount, transaction processing fee", SignedDigits, 9, None),
        Fixed(31, "Amount, settlement processing fee", SignedDigits, 9, None),
        LlVar(32, "Acquiring institution", Digits, 11, None),
        LlVar(33, "Forwarding institution", Digits, 11, None),
        LlVar(34, "Primary account number, extended", Text, 28, All),
        LlVar(35, "Track 2 data", Track, 37, All),
        LllVar(36, "Track 3 data", Text, 104, All),
        Fixed(37, "Retrieval reference number", AlphaNumeric, 12, None),
        Fixed(38, "Authorisation identification response", AlphaNumeric, 6, None),
        Fixed(39, "Response code", AlphaNumeric, 2, None),
        Fixed(40, "Service restriction code", AlphaNumeric, 3, None),
        Fixed(41, "Card acceptor terminal", Text, 8, None),
        Fixed(42, "Card acceptor", Text, 15, None),
        Fixed(43, "Card acceptor name and place", Text, 40, None),
        LlVar(44, "Additional response data", Text, 25, All),
        LlVar(45, "Track 1 data", Text, 76, All),
        LllVar(46, "Additional data, ISO", Text, 999, All),
        LllVar(47, "Additional data, national", Text, 999, All),
        LllVar(48, "Additional data, private", Text, 999, None),
        Fixed(49, "Currency, transaction", AlphaNumeric, 3, None),
        Fixed(50, "Currency, settlement", AlphaNumeric, 3, None),
        Fixed(51, "Currency, cardholder billing", AlphaNumeric, 3, None),
        Fixed(52, "PIN data", Binary, 8, All),
        Fixed(53, "Security related control information", Digits, 16, All),
        LllVar(54, "Additional amounts", Text, 120, All),
        LllVar(55, "Reserved, ISO", Text, 999, All),
        LllVar(56, "Reserved, ISO", Text, 999, All),
        LllVar(57, "Reserved, national", Text, 999, All),
        LllVar(58, "Reserved, national", Text, 999, All),
        LllVar(59, "Reserved, national", Text, 999, All),
        LllVar(60, "Reserved, private", Text, 999, All),
        LllVar(61, "Reserved, private", Text, 999, All),
        LllVar(62, "Reserved, private", Text, 999, All),
        LllVar(63, "Reserved, private", Text, 999, All),
        Fixed(64, "Message authentication code", Binary, 8, All),
        Fixed(66, "Settlement code", Digits, 1, None),
        Fixed(67, "Extended payment code", Digits, 2, None),
        Fixed(68, "Country, receiving institution", Digits, 3, None),
        Fixed(69, "Country, settlement institution", Digits, 3, None),
        Fixed(70, "Network management information code", Digits, 3, None),
        Fixed(71, "Message number", Digits, 4, None),
        Fixed(72, "Message number, last", Digits, 4, None),
        Fixed(73, "Date, action", Digits, 6, None),
        Fixed(74, "Credits, number", Digits, 10, None),
        Fixed(75, "Credits, reversal number", Digits, 10, None),
        Fixed(76, "Debits, number", Digits, 10, None),
        Fixed(77, "Debits, reversal number", Digits, 10, None),
        Fixed(78, "Transfers, number", Digits, 10, None),
        Fixed(79, "Transfers, reversal number", Digits, 10, None),
        Fixed(80, "Inquiries, number", Digits, 10, None),
        Fixed(81, "Authorisations, number", Digits, 10, None),
        Fixed(82, "Credits, processing fee amount", Digits, 12, None),
        Fixed(83, "Credits, transaction fee amount", Digits, 12, None),
        Fixed(84, "Debits, processing fee amount", Digits, 12, None),
        Fixed(85, "Debits, transaction fee amount", Digits, 12, None),
        Fixed(86, "Credits, amount", Digits, 16, None),
        Fixed(87, "Credits, reversal amount", Digits, 16, None),
        Fixed(88, "Debits, amount", Digits, 16, None),
        Fixed(89, "Debits, reversal amount", Digits, 16, None),
        Fixed(90, "Original data elements", Digits, 42, None),
        Fixed(91, "File update code", AlphaNumeric, 1, None),
        Fixed(92, "File security code", AlphaNumeric, 2, All),
        Fixed(93, "Response indicator", AlphaNumeric, 5, None),
        Fixed(94, "Service indicator", AlphaNumeric, 7, None),
        Fixed(95, "Replacement amounts", AlphaNumeric, 42, None),
        Fixed(96, "Message security code", Binary, 8, All),
        Fixed(97, "Amount, net settlement", SignedDigits, 17, None),
        Fixed(98, "Payee", Text, 25, All),
        LlVar(99, "Settlement institution", Digits, 11, None),
        LlVar(100, "Receiving institution", Digits, 11, None),
        LlVar(101, "File name", Text, 17, None),
        LlVar(102, "Account identification 1", Text, 28, LastFour),
        LlVar(103, "Account identification 2", Text, 28, LastFour),
        LllVar(104, "Transaction description", Text, 100, None),
        .. Enumerable.Range(105, 7).Select(number => LllVar(number, "Reserved, ISO", Text, 999, All)),
        .. Enumerable.Range(112, 8).Select(number => LllVar(number, "Reserved, national", Text, 999, All)),
        .. Enumerable.Range(120, 8).Select(number => LllVar(number, "Reserved, private", Text, 999, All)),
        Fixed(128, "Message authentication code", Binary, 8, All),
    ];

    private static readonly FieldDefinition?[] ByNumber = IndexByNumber();

    /// <summary>Every row, in ascending order of the field number.</summary>
    public static IReadOnlyList<FieldDefinition> All1987 => Rows;

    /// <summary>The row of a field; <c>null</c> for 0, 1, 65 and whatever is not between 2 and 128.</summary>
    public static FieldDefinition? Find(int number) => (uint)number < (uint)ByNumber.Length ? ByNumber[number] : null;

    private static FieldDefinition?[] IndexByNumber()
    {
        var rows = new FieldDefinition?[LastField + 1];
        foreach (var row in Rows)
        {
            rows[row.Number] = row;
        }

        return rows;
    }

    private static FieldDefinition Fixed(int number, string name, ContentClass content, int length, Mask mask) =>
        new(number, name, content, length, LengthDigits: 0, mask);

    private static FieldDefinition LlVar(int number, string name, ContentClass content, int most, Mask mask) =>
        new(number, name, content, most, LengthDigits: 2, mask);

    private static FieldDefinition LllVar(int number, string name, ContentClass content, int most, Mask mask) =>
        new(number, name, content, most, LengthDigits: 3, mask);
}
