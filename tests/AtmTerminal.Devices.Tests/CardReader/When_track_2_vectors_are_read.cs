using System.Text.Json;
using AtmTerminal.Devices.CardReader;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Devices.Tests.CardReader;

[Category("Vectors")]
public class When_track_2_vectors_are_read
{
    private const string File = "magstripe/track2.json";

    private static IEnumerable<TestCaseData> Streams() => VectorFiles.Cases(File, "streams");

    private static IEnumerable<TestCaseData> Flux() => VectorFiles.Cases(File, "flux");

    private static IEnumerable<TestCaseData> CardText() => VectorFiles.Cases(File, "card_text");

    [TestCaseSource(nameof(Streams))]
    public void Bits_give_the_text_or_the_problem(JsonElement entry) => Expect(StripeBits.Decode(BitsOf(entry)), entry);

    [TestCaseSource(nameof(Streams))]
    public void Edges_of_clock_and_data_give_the_same(JsonElement entry)
    {
        var edges = Swipe.EdgesOf(BitsOf(entry));

        var bits = ClockedBits.Read(edges, Swipe.ClockLine, Swipe.DataLine);

        Expect(StripeBits.Decode([.. bits]), entry);
    }

    [TestCaseSource(nameof(Flux))]
    public void Intervals_give_the_text(JsonElement entry) =>
        Expect(StripeBits.Decode([.. FluxBits.Read(IntervalsOf(entry))]), entry);

    [TestCaseSource(nameof(Flux))]
    public void Intervals_of_a_backward_pass_give_the_text(JsonElement entry) =>
        Expect(StripeBits.Decode([.. FluxBits.Read([.. IntervalsOf(entry).Reverse()])]), entry);

    [TestCaseSource(nameof(CardText))]
    public void The_fields_of_a_payment_card_are_split_and_nothing_else_is(JsonElement entry)
    {
        var text = entry.GetProperty("text").GetString()!.Trim(';', '?');

        var split = Track2Fields.TrySplit(text, out var fields);

        Assert.That(split, Is.EqualTo(entry.GetProperty("result").GetString() == "ok"));
        if (!split)
            return;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fields.Pan.ToString(), Is.EqualTo(entry.GetProperty("pan").GetString()));
            Assert.That(fields.ExpiryYearMonth.ToString(), Is.EqualTo(entry.GetProperty("expiry_yymm").GetString()));
            Assert.That(fields.ServiceCode.ToString(), Is.EqualTo(entry.GetProperty("service_code").GetString()));
            Assert.That(fields.Discretionary.ToString(), Is.EqualTo(entry.GetProperty("discretionary").GetString()));
            Assert.That(Luhn.Holds(fields.Pan), Is.EqualTo(entry.GetProperty("luhn").GetBoolean()));
        }
    }

    private static void Expect(StripeReading reading, JsonElement entry)
    {
        var failed = entry.TryGetProperty("result", out var result) && result.GetString() == "error";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                reading.Problem,
                Is.EqualTo(failed ? CategoryOf(entry.GetProperty("category").GetString()!) : null)
            );
            Assert.That(
                new string(reading.Text),
                Is.EqualTo(failed ? "" : entry.GetProperty("text").GetString()!.TrimStart(';').TrimEnd('?'))
            );
        }
    }

    private static StripeProblem? CategoryOf(string name) =>
        name switch
        {
            "no-start-sentinel" => StripeProblem.NoStartSentinel,
            "parity" => StripeProblem.Parity,
            "no-end-sentinel" => StripeProblem.NoEndSentinel,
            "no-lrc" => StripeProblem.NoLrc,
            "lrc-parity" => StripeProblem.LrcParity,
            "lrc" => StripeProblem.Lrc,
            "too-long" => StripeProblem.TooLong,
            _ => throw new ArgumentException($"The vectors know a category '{name}' that the reader has no name for."),
        };

    private static bool[] BitsOf(JsonElement entry) =>
        [.. entry.GetProperty("bits").GetString()!.Select(bit => bit == '1')];

    private static long[] IntervalsOf(JsonElement entry) =>
        [.. entry.GetProperty("intervals_us").EnumerateArray().Select(i => i.GetInt64())];
}
