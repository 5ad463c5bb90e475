using AtmTerminal.Iso8583.Tests.Line;
using AtmTerminal.Iso8583.Tests.Vectors;

namespace AtmTerminal.Iso8583.Tests.Codec;

/// <summary>Whatever arrives is answered with a message or an error: no exception, no memory, no card data.</summary>
public sealed class When_a_stranger_sends_bytes
{
    private const int Tries = 20_000;

    private static IEnumerable<TestCaseData> Dialects() =>
        RandomMessages
            .Dialects.Where(dialect => dialect.MessageType == dialect.Digits && dialect.Length == dialect.Digits)
            .Select(dialect => new TestCaseData(dialect).SetArgDisplayNames(RandomMessages.NameOf(dialect)));

    [TestCaseSource(nameof(Dialects))]
    public void Random_bytes_never_throw(Dialect dialect)
    {
        var random = new RandomMessages(seed: 1);
        var message = new Iso8583Message(dialect);
        var refused = 0;
        for (var i = 0; i < Tries; i++)
        {
            refused += message.TryDecode(random.NextBytes(most: 300), out _) ? 0 : 1;
        }

        // Chance makes no message: what came through would have to be explained.
        Assert.That(refused, Is.EqualTo(Tries));
    }

    [TestCaseSource(nameof(Dialects))]
    public void Damaged_messages_never_throw_and_take_no_memory(Dialect dialect)
    {
        var random = new RandomMessages(seed: 2);
        var message = new Iso8583Message(dialect);
        var damaged = Enumerable
            .Range(0, 2_000)
            .Select(_ => random.Mutate(VectorMessage.Encode(dialect, random.NextFields())))
            .ToList();
        damaged.ForEach(bytes => message.TryDecode(bytes, out _));

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var bytes in damaged)
        {
            message.TryDecode(bytes, out _);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void A_message_longer_than_any_of_ours_is_refused_unread()
    {
        var message = new Iso8583Message(Dialect.Line);

        var decoded = message.TryDecode(new byte[Iso8583Message.MostBytes + 1], out var error);

        Assert.That(decoded, Is.False);
        Assert.That(error.Fault, Is.EqualTo(DecodeFault.TooLong));
    }

    [Test]
    public void Damaged_line_messages_never_throw_and_never_show_the_card()
    {
        var random = new RandomMessages(seed: 3);
        var message = new Iso8583Message(Dialect.Line);
        var sent = LineExamples
            .All.Append(LineExamples.Request(LineExamples.AesPin()))
            .Append(LineExamples.Request(LineExamples.TdesPin()))
            .Select(example => LineExamples.Arrive(example).Wire.ToArray())
            .ToList();
        for (var i = 0; i < Tries; i++)
        {
            var bytes = random.Mutate(sent[random.Next(sent.Count)]);
            var said = message.TryDecode(bytes, out var error) ? Read(message) : $"{error} {message}";

            if (said.Contains(LineExamples.CardNumber[4..^4], StringComparison.Ordinal))
            {
                Assert.Fail($"Try {i} shows the card.");
            }
        }
    }

    private static string Read(Iso8583Message message)
    {
        LineReader.TryReadEnvelope(message, out var envelope, out var first);
        LineReader.TryRead(message, out var read, out var second);
        return $"{envelope} {first} {read} {second} {message}";
    }
}
