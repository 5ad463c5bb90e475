namespace AtmTerminal.SimulatedBoard.CardReader;

/// <summary>Writes track 2 as an issuer does (ISO/IEC 7811-2), without any code of the reader's decoder.</summary>
internal static class StripeEncoder
{
    /// <summary>Bit cells on the stripe of a card: 75 per inch over 85.6 mm.</summary>
    public const int CellsOnCard = 252;

    // The first bit of the start sentinel lies 7.44 mm from the card's edge; zeros are written up to it and after the LRC.
    private const int LeadingZeros = 22;

    /// <summary>All cells of the stripe from the leading edge of an inserted card to its trailing edge.</summary>
    /// <param name="text">What stands between the sentinels, 1 to 37 characters 0 to 9 and <c>=</c>.</param>
    public static bool[] Encode(string text)
    {
        var cells = new bool[CellsOnCard];
        var at = LeadingZeros;
        var check = 0;
        foreach (var character in $";{text}?")
            Put(character - '0');
        Put(check);
        return cells;

        void Put(int value)
        {
            check ^= value;
            var ones = 0;
            for (var bit = 0; bit < 4; bit++)
                ones += (cells[at++] = (value >> bit & 1) == 1) ? 1 : 0;
            cells[at++] = ones % 2 == 0;
        }
    }
}
