using AtmTerminal.Devices.PinPad;

namespace AtmTerminal.Devices.Tests.PinPad;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class When_contacts_of_the_key_matrix_close
{
    private readonly KeyScanner _scanner = new();
    private TimeSpan _now;
    private TimeSpan _scanPeriod = KeyMatrix.ScanPeriod;

    [Test]
    public void A_key_counts_once_after_it_was_seen_long_enough()
    {
        Assert.That(Feed((Key(6), 20)), Is.EqualTo([6]));
    }

    [Test]
    public void A_contact_that_bounces_counts_once()
    {
        var pressed = Feed((Key(6), 1), (0, 1), (Key(6), 2), (0, 1), (Key(6), 9), (0, 1), (Key(6), 1), (0, 9));

        Assert.That(pressed, Is.EqualTo([6]));
    }

    [Test]
    public void A_spark_shorter_than_the_settling_time_counts_for_nothing()
    {
        Assert.That(Feed((Key(3), 3), (0, 9)), Is.Empty);
    }

    [Test]
    public void A_busy_computer_that_scans_late_misses_no_key()
    {
        _scanPeriod = TimeSpan.FromMilliseconds(40);

        Assert.That(Feed((Key(3), 2), (0, 2), (Key(3), 2), (0, 2)), Is.EqualTo([3, 3]));
    }

    [Test]
    public void The_next_key_counts_while_the_one_before_is_still_held()
    {
        Assert.That(Feed((Key(0), 9), (Key(0, 5), 9), (Key(5), 9), (0, 9)), Is.EqualTo([0, 5]));
    }

    [Test]
    public void Two_keys_at_the_same_moment_count_for_nothing_because_they_have_no_order()
    {
        Assert.That(Feed((Key(1, 2), 9), (Key(2), 9), (0, 9)), Is.Empty);
    }

    [Test]
    public void No_corner_of_a_rectangle_counts_until_all_keys_are_released(
        [Range(0, 15)] int corner,
        [Range(1, 3)] int otherRow,
        [Range(1, 3)] int otherColumn
    )
    {
        var (row, column) = (corner / 4, corner % 4);
        var (row2, column2) = ((row + otherRow) % 4, (column + otherColumn) % 4);
        int[] held = [row * 4 + column, row * 4 + column2, row2 * 4 + column];
        var seen = Key([.. held, row2 * 4 + column2]);

        var pressed = Feed((seen, 9), (Key(held[0], held[1]), 9), (Key(held[1]), 9), (0, 9));
        Assert.That(pressed, Is.Empty);

        Assert.That(Feed((Key(corner), 9)), Is.EqualTo([corner]), "The pad works again.");
    }

    [Test]
    public void A_ghost_that_shows_later_than_the_keys_that_make_it_counts_for_nothing()
    {
        Assert.That(Feed((Key(0), 9), (Key(0, 1), 9), (Key(0, 1, 4), 9), (Key(0, 1, 4, 5), 9)), Is.EqualTo([0, 1, 4]));
    }

    [Test]
    public void Three_keys_that_span_no_rectangle_count_one_after_the_other()
    {
        Assert.That(Feed((Key(0), 9), (Key(0, 5), 9), (Key(0, 5, 10), 9)), Is.EqualTo([0, 5, 10]));
    }

    private List<int> Feed(params (int Contacts, int Scans)[] steps)
    {
        var pressed = new List<int>();
        foreach (var (contacts, scans) in steps)
            for (var i = 0; i < scans; i++)
                if (_scanner.Feed((ushort)contacts, _now += _scanPeriod) is { } key)
                    pressed.Add(key);
        return pressed;
    }

    private static int Key(params int[] keys) => keys.Aggregate(0, (mask, key) => mask | 1 << key);
}
