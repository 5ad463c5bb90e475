namespace AtmTerminal.Devices.PinPad;

/// <summary>
/// Decides from scan after scan of the matrix which keys were pressed. Pure: it knows contacts, no pins and no clock.
/// Contacts are bits: row x 4 + column.
/// </summary>
internal sealed class KeyScanner
{
    public const int Rows = 4;
    public const int Columns = 4;

    /// <summary>
    /// Contacts count when two scans at least so far apart, and all between them, saw the same. Time and not a number of scans:
    /// a busy computer scans late, and a key held for the tenth of a second that people hold keys must not be missed for it.
    /// </summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromMilliseconds(15);

    private const int RowMask = (1 << Columns) - 1;

    private bool _lockedUntilReleased;
    private ushort _last;
    private TimeSpan _since;
    private ushort _stable;

    /// <summary>The same contacts were seen for long enough and a slower scan will do.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Settled, and nothing is pressed.</summary>
    public bool IsIdle => IsSettled && _stable == 0;

    /// <summary>Takes one scan.</summary>
    /// <param name="at">When it was made, on a clock that only goes forward.</param>
    /// <returns>The number of the key that was pressed just now, or <c>null</c>.</returns>
    public int? Feed(ushort contacts, TimeSpan at)
    {
        if (contacts != _last)
            (_last, _since) = (contacts, at);
        IsSettled = at - _since >= SettlingTime;
        // One look at a rectangle is enough: any of its corners may be a key that nobody touches, and letting go of them one by
        // one would unmask the others as fresh presses. So nothing counts until all are released.
        _lockedUntilReleased |= IsAmbiguous(contacts);
        if (!IsSettled || contacts == _stable)
            return null;
        var pressed = contacts & ~_stable;
        _stable = contacts;
        // Two keys within one settling time have no order, and guessing one would make another PIN.
        _lockedUntilReleased |= int.PopCount(pressed) > 1;
        var accepted = pressed != 0 && !_lockedUntilReleased;
        _lockedUntilReleased &= contacts != 0;
        return accepted ? int.TrailingZeroCount(pressed) : null;
    }

    /// <summary>
    /// Whether two rows share two columns. Current finds its way around three corners of such a rectangle, so the fourth reads
    /// as pressed whether it is or not.
    /// </summary>
    public static bool IsAmbiguous(ushort contacts)
    {
        for (var upper = 0; upper < Rows; upper++)
        for (var lower = upper + 1; lower < Rows; lower++)
            if (int.PopCount(RowOf(contacts, upper) & RowOf(contacts, lower)) > 1)
                return true;
        return false;
    }

    private static int RowOf(ushort contacts, int row) => contacts >> (row * Columns) & RowMask;
}
