using AtmTerminal.Devices.CardReader;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.SimulatedBoard.CardReader;

namespace AtmTerminal.Devices.Tests.CardReader;

public class When_any_card_passes_the_head
{
    private const int Cards = 1_000;

    [Test]
    public void Its_text_comes_out_of_either_direction_and_either_polarity(
        [Values] bool backward,
        [Values] bool dataActiveLow
    )
    {
        foreach (var (text, cells) in SomeCards(seed: 1))
        {
            var edges = Swipe.EdgesOf(backward ? cells.Reverse() : cells, dataActiveLow);

            var reading = StripeBits.Decode([.. ClockedBits.Read(edges, Swipe.ClockLine, Swipe.DataLine)]);

            Assert.That(new string(reading.Text), Is.EqualTo(text));
        }
    }

    [Test]
    public void Its_text_comes_out_of_the_flux_changes_while_the_speed_wanders([Values] bool backward)
    {
        foreach (var (text, cells) in SomeCards(seed: 2))
        {
            var flux = Swipe.FluxOf(backward ? cells.Reverse() : cells, i => 1_000 + i * 4 + i * 37 % 80);

            var reading = StripeBits.Decode([.. FluxBits.Read(flux)]);

            Assert.That(new string(reading.Text), Is.EqualTo(text));
        }
    }

    [Test]
    public void One_damaged_bit_never_makes_another_card()
    {
        foreach (var (text, cells) in SomeCards(seed: 3).Take(60))
            for (var damaged = 0; damaged < cells.Length; damaged++)
            {
                cells[damaged] ^= true;
                var reading = StripeBits.Decode(cells);
                cells[damaged] ^= true;

                Assert.That(IsNoOtherCard(reading, text), $"Cell {damaged}.");
            }
    }

    [Test]
    public void One_lost_flux_change_never_makes_another_card()
    {
        foreach (var (text, cells) in SomeCards(seed: 4).Take(40))
        {
            var flux = Swipe.FluxOf(cells, _ => 1_000);
            for (var lost = 1; lost < flux.Length; lost++)
            {
                long[] joined = [.. flux[..(lost - 1)], flux[lost - 1] + flux[lost], .. flux[(lost + 1)..]];

                var reading = StripeBits.Decode([.. FluxBits.Read(joined)]);

                Assert.That(IsNoOtherCard(reading, text), $"Change {lost}.");
            }
        }
    }

    [Test]
    public void Bits_that_hold_two_ways_are_not_believed()
    {
        // Two short tracks on one stripe, the second written from the other end: each is right by its own check character.
        var there = StripeEncoder.Encode("4000000000000002=2712101")[..160];
        var back = StripeEncoder.Encode("5105105105105100=2712101")[..160];

        var reading = StripeBits.Decode([.. there, .. back.Reverse()]);

        Assert.That((reading.Problem, reading.Text.Length), Is.EqualTo(((StripeProblem?)StripeProblem.Ambiguous, 0)));
    }

    // A damaged stripe may by accident hold a few characters; they must not make a card.
    private static bool IsNoOtherCard(StripeReading reading, string text) =>
        StripeCheck.Check(reading, new(2026, 11, 20)).Track2 is not { } card || card.Reveal() == text;

    private static IEnumerable<(string Text, bool[] Cells)> SomeCards(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Cards; i++)
        {
            var text = Swipe.RandomTrack(random);
            yield return (text, StripeEncoder.Encode(text));
        }
    }
}
