namespace AtmTerminal.Iso8583.Tests.Codec;

/// <summary>What we write is our own data: a value that does not fit is a bug and must stop, without being shown.</summary>
public sealed class When_a_value_does_not_fit_its_field
{
    private delegate void Writing(ref Iso8583Writer writer);

    [Test]
    public void Too_many_characters_are_refused() => AssertRefused(41, (ref writer) => writer.Text(41, "ATM000421"));

    [Test]
    public void Too_few_characters_of_a_fixed_field_are_refused() =>
        AssertRefused(41, (ref writer) => writer.Text(41, "ATM"));

    [Test]
    public void A_number_with_too_many_digits_is_refused() =>
        AssertRefused(4, (ref writer) => writer.Number(4, 1_000_000_000_000));

    [Test]
    public void A_number_below_zero_is_refused() => AssertRefused(4, (ref writer) => writer.Number(4, -1));

    [Test]
    public void A_character_of_another_class_is_refused_at_the_latest_when_the_message_is_finished() =>
        AssertRefused(3, (ref writer) => writer.Text(3, "01000A"));

    [Test]
    public void A_character_that_is_not_ascii_is_refused() =>
        AssertRefused(48, (ref writer) => writer.Text(48, "Нестача"));

    [Test]
    public void An_amount_without_a_sign_is_refused() =>
        AssertRefused(28, (ref writer) => writer.Text(28, "X00000600"));

    [Test]
    public void Bytes_for_characters_are_refused() => AssertRefused(41, (ref writer) => writer.Bytes(41, new byte[8]));

    [Test]
    public void Characters_for_bytes_are_refused() => AssertRefused(52, (ref writer) => writer.Text(52, "12345678"));

    [Test]
    public void A_field_that_does_not_exist_is_refused() =>
        AssertRefused(65, (ref writer) => writer.Text(65, "1"), twoBitmaps: true);

    [Test]
    public void A_field_above_64_without_a_second_bitmap_is_refused() =>
        AssertRefused(70, (ref writer) => writer.Number(70, 301));

    [Test]
    public void A_field_out_of_order_is_refused() =>
        AssertRefused(
            3,
            (ref writer) =>
            {
                writer.Number(4, 1);
                writer.Text(3, "010000");
            }
        );

    [Test]
    public void A_field_behind_the_authentication_code_is_refused() =>
        AssertRefused(
            128,
            (ref writer) =>
            {
                writer.ReserveMac();
                writer.Bytes(128, new byte[8]);
            },
            twoBitmaps: true
        );

    [Test]
    public void A_destination_that_is_too_small_is_refused() =>
        AssertRefused(48, (ref writer) => writer.Text(48, new string('x', 300)), room: 200);

    [TestCase(0L, "000000000000")]
    [TestCase(7L, "000000000007")]
    [TestCase(99_999_999L, "000099999999")]
    [TestCase(100_000_000L, "000100000000")]
    [TestCase(999_999_999_999L, "999999999999")]
    public void Every_number_that_fits_is_written_with_zeros_in_front(long value, string expected)
    {
        Span<byte> written = stackalloc byte[expected.Length];

        Assert.That(Decimals.TryWrite(value, written), Is.True);
        Assert.That(System.Text.Encoding.ASCII.GetString(written), Is.EqualTo(expected));
    }

    [Test]
    public void Numbers_of_every_width_are_written_as_the_runtime_writes_them()
    {
        var random = new RandomMessages(seed: 4);
        for (var width = 1; width <= 18; width++)
        {
            for (var i = 0; i < 500; i++)
            {
                var value = long.Parse(
                    string.Concat(Enumerable.Range(0, 1 + random.Next(width)).Select(_ => random.Next(10)))
                );
                var written = new byte[width];

                Assert.That(Decimals.TryWrite(value, written), Is.True);
                Assert.That(System.Text.Encoding.ASCII.GetString(written), Is.EqualTo(value.ToString($"D{width}")));
            }
        }
    }

    private static void AssertRefused(int field, Writing writing, bool twoBitmaps = false, int room = 4096)
    {
        var thrown = Assert.Throws<ArgumentException>(() =>
        {
            var writer = new Iso8583Writer(Dialect.Line, new byte[room], messageType: 200, twoBitmaps);
            writing(ref writer);
            writer.Finish();
        });
        Assert.That(thrown!.Message, Does.StartWith($"Field {field} "));
    }
}
