namespace AtmTerminal.Iso8583.Tests.Framing;

public sealed class When_frames_arrive_in_pieces
{
    [Test]
    public void Every_message_comes_out_whole_however_the_bytes_are_cut([Range(0, 19)] int seed)
    {
        var random = new Random(seed);
        var messages = Enumerable.Range(0, 50).Select(_ => RandomMessage(random)).ToList();
        var line = messages.SelectMany(Framed).ToArray();
        var reader = new FrameReader();
        var taken = new List<byte[]>();

        for (var sent = 0; sent < line.Length; )
        {
            var count = Math.Min(Math.Min(random.Next(1, 6_000), line.Length - sent), reader.Free.Length);
            line.AsMemory(sent, count).CopyTo(reader.Free);
            reader.Received(count);
            sent += count;
            while (reader.TryTake(out var message, out _) == FrameState.Message)
            {
                taken.Add(message.ToArray());
            }
        }

        Assert.That(taken, Is.EqualTo(messages));
        Assert.That(reader.Closed(), Is.Null);
    }

    [Test]
    public void A_frame_longer_than_any_of_ours_breaks_the_line_before_it_is_read()
    {
        var reader = Received(0x10, 0x01);

        Assert.That(reader.TryTake(out _, out var error), Is.EqualTo(FrameState.Broken));
        Assert.That(error.Fault, Is.EqualTo(DecodeFault.FrameTooLong));
    }

    [Test]
    public void An_empty_frame_breaks_the_line()
    {
        var reader = Received(0, 0);

        Assert.That(reader.TryTake(out _, out var error), Is.EqualTo(FrameState.Broken));
        Assert.That(error.Fault, Is.EqualTo(DecodeFault.FrameTooShort));
    }

    [Test]
    public void A_line_that_closes_or_stays_silent_inside_a_frame_is_told_from_one_that_does_so_between_frames()
    {
        var between = Received();
        var inHeader = Received(0);
        var inMessage = Received(0, 4, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(between.Closed(), Is.Null);
            Assert.That(between.TimedOut(), Is.Null);
            Assert.That(inHeader.Closed()!.Value.Fault, Is.EqualTo(DecodeFault.FrameTooShort));
            Assert.That(inMessage.Closed()!.Value.Fault, Is.EqualTo(DecodeFault.FrameLengthMismatch));
            Assert.That(inMessage.TimedOut()!.Value.Fault, Is.EqualTo(DecodeFault.FrameTimeout));
        }
    }

    [Test]
    public void A_reader_can_be_used_for_the_next_connection()
    {
        var reader = Received(0, 4, 1);
        reader.Reset();

        Assert.That(reader.IsInsideFrame, Is.False);
        Assert.That(reader.TryTake(out _, out _), Is.EqualTo(FrameState.NeedsMore));
    }

    [Test]
    public void A_whole_frame_with_more_behind_it_is_refused()
    {
        Assert.That(Frame.TryUnwrap([0, 1, 7, 8], out _, out var error), Is.False);
        Assert.That(error.Fault, Is.EqualTo(DecodeFault.FrameLengthMismatch));
    }

    private static FrameReader Received(params byte[] bytes)
    {
        var reader = new FrameReader();
        bytes.CopyTo(reader.Free);
        reader.Received(bytes.Length);
        return reader;
    }

    private static byte[] RandomMessage(Random random)
    {
        var message = new byte[random.Next(10) == 0 ? Iso8583Message.MostBytes : random.Next(1, 400)];
        random.NextBytes(message);
        return message;
    }

    private static IEnumerable<byte> Framed(byte[] message)
    {
        var header = new byte[Frame.HeaderBytes];
        Frame.WriteHeader(header, message.Length);
        return header.Concat(message);
    }
}
