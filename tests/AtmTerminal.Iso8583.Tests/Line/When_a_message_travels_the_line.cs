using AtmTerminal.Domain.Security;

namespace AtmTerminal.Iso8583.Tests.Line;

public sealed class When_a_message_travels_the_line
{
    private static IEnumerable<TestCaseData> Messages() =>
        LineExamples.All.Select(
            (message, index) => new TestCaseData(message).SetArgDisplayNames($"{index} {message.GetType().Name}")
        );

    [TestCaseSource(nameof(Messages))]
    public void The_other_end_reads_what_was_written(LineMessage message)
    {
        var arrived = LineExamples.Travel(message);

        // Tracks and PIN blocks do not compare by value; they have tests of their own.
        Assert.That(WithoutTrack(arrived), Is.EqualTo(WithoutTrack(message)));
    }

    [TestCaseSource(nameof(Messages))]
    public void The_mac_is_last_and_covers_all_before_it(LineMessage message)
    {
        var frame = new LineFrame();
        frame.Write(message);
        byte[] code = [1, 2, 3, 4, 5, 6, 7, 8];
        code.CopyTo(frame.Mac);
        var arrived = new Iso8583Message(Dialect.Line);
        Frame.TryUnwrap(frame.Bytes.Span, out var bytes, out _);
        arrived.TryDecode(bytes, out _);

        Assert.That(arrived.TryGetMac(out var covered, out var mac), Is.True);
        Assert.That(mac.ToArray(), Is.EqualTo(code));
        Assert.That(covered.ToArray(), Is.EqualTo(frame.Covered.ToArray()));
        Assert.That(covered.Length + mac.Length, Is.EqualTo(bytes.Length));
    }

    [TestCaseSource(nameof(Messages))]
    public void Its_envelope_can_be_read_before_anything_is_proven(LineMessage message)
    {
        var arrived = LineExamples.Arrive(message);

        Assert.That(LineReader.TryReadEnvelope(arrived, out var envelope, out _), Is.True);
        Assert.That(envelope, Is.EqualTo(new LineEnvelope(arrived.MessageType, "ATM00042", 417, LineExamples.AesKey)));
    }

    [TestCaseSource(nameof(Messages))]
    public void No_log_line_shows_card_data_or_keys(LineMessage message)
    {
        var arrived = LineExamples.Arrive(message);
        LineReader.TryReadEnvelope(arrived, out var envelope, out _);

        Assert.That(
            $"{arrived} {message} {envelope}",
            Does.Not.Contain(LineExamples.CardNumber).And.Not.Contain("2903201").And.Not.Contain(LineExamples.AesKey)
        );
    }

    [Test]
    public void The_track_arrives_whole()
    {
        var arrived = (AuthorizationRequest)LineExamples.Travel(LineExamples.Request(pin: null));

        Assert.That(arrived.Track.Reveal(), Is.EqualTo(LineExamples.TrackText));
    }

    [TestCaseSource(nameof(PinBlocks))]
    public void A_pin_block_arrives_with_the_key_that_made_it(EncryptedPinBlock pin, string headerKey)
    {
        var header = LineExamples.Header with { KeySerialNumber = headerKey };

        var arrived = (AuthorizationRequest)LineExamples.Travel(LineExamples.Request(pin, header));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(arrived.Header, Is.EqualTo(header));
            Assert.That(arrived.Pin!.Format, Is.EqualTo(pin.Format));
            Assert.That(arrived.Pin.Block.ToArray(), Is.EqualTo(pin.Block.ToArray()));
            Assert.That(arrived.Pin.KeySerialNumber.ToArray(), Is.EqualTo(pin.KeySerialNumber.ToArray()));
        }
    }

    private static IEnumerable<TestCaseData> PinBlocks()
    {
        const string otherAes = "A1B2C3D4E5F6010203040507";
        const string otherTdes = "FFFF9876543210E00002";
        yield return Case(LineExamples.AesPin(), LineExamples.AesKey, "AES, one key");
        yield return Case(LineExamples.AesPin(otherAes), LineExamples.AesKey, "AES, two keys");
        yield return Case(LineExamples.TdesPin(), LineExamples.TdesKey, "TDES, one key");
        yield return Case(LineExamples.TdesPin(otherTdes), LineExamples.TdesKey, "TDES, two keys");
        yield return Case(LineExamples.TdesPin(), LineExamples.AesKey, "TDES block, AES code");
        yield return Case(LineExamples.AesPin(), LineExamples.TdesKey, "AES block, TDES code");

        static TestCaseData Case(EncryptedPinBlock pin, string headerKey, string name) =>
            new TestCaseData(pin, headerKey).SetArgDisplayNames(name);
    }

    private static LineMessage WithoutTrack(LineMessage message) =>
        message is AuthorizationRequest request ? request with { Track = null! } : message;
}
