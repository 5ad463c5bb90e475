using AtmTerminal.Iso8583.Tests.Vectors;

namespace AtmTerminal.Iso8583.Tests.Codec;

public sealed class When_any_message_is_written_and_read
{
    private static IEnumerable<TestCaseData> Dialects() =>
        RandomMessages.Dialects.Select(dialect =>
            new TestCaseData(dialect).SetArgDisplayNames(RandomMessages.NameOf(dialect))
        );

    [TestCaseSource(nameof(Dialects))]
    public void Every_field_comes_back_in_every_dialect(Dialect dialect)
    {
        var message = new Iso8583Message(dialect);
        for (var seed = 0; seed < 100; seed++)
        {
            var fields = new RandomMessages(seed).NextFields();

            var bytes = VectorMessage.Encode(dialect, fields);
            var decoded = message.TryDecode(bytes, out var error);

            Assert.That(decoded, Is.True, $"seed {seed}: {error}");
            var read = VectorMessage.FieldsOf(message);
            read[1] = fields[1] = "";
            Assert.That(read, Is.EqualTo(fields), $"seed {seed}");
        }
    }

    [TestCaseSource(nameof(Dialects))]
    public void The_first_of_two_bad_characters_is_the_one_reported(Dialect dialect)
    {
        var message = new Iso8583Message(dialect);
        var fields = new SortedDictionary<int, string>
        {
            [0] = "0200",
            [1] = new string('0', 16),
            [37] = "000000009001",
            [38] = "A1B2C3",
            [41] = "ATM00042",
            [49] = "980",
        };
        var bytes = VectorMessage.Encode(dialect, fields);
        var header = dialect.MessageTypeBytes + dialect.BitmapBytes;

        bytes[^1] = 0x01;
        bytes[header + 13] = 0x01;

        Assert.That(message.TryDecode(bytes, out var error), Is.False);
        Assert.That(error, Is.EqualTo(new DecodeError(DecodeFault.BadCharacter, 38, header + 12)));
    }

    [TestCaseSource(nameof(Dialects))]
    public void A_cut_message_is_refused_wherever_it_is_cut(Dialect dialect)
    {
        var message = new Iso8583Message(dialect);
        for (var seed = 0; seed < 8; seed++)
        {
            var bytes = VectorMessage.Encode(dialect, new RandomMessages(seed).NextFields());
            var taken = Enumerable
                .Range(0, bytes.Length)
                .Where(length => message.TryDecode(bytes.AsSpan(0, length), out _));

            Assert.That(taken, Is.Empty, $"seed {seed}");
        }
    }

    [Test]
    public void Every_character_of_every_class_is_judged_as_the_standard_says()
    {
        var message = new Iso8583Message(Dialect.Line);
        using (Assert.EnterMultipleScope())
        {
            for (var code = 0; code < 256; code++)
            {
                var character = (char)code;
                var isAscii = code < 0x80;
                Assert.That(Takes(25, "5?"), Is.EqualTo(char.IsAsciiDigit(character)), $"n {code:X2}");
                Assert.That(Takes(39, "A?"), Is.EqualTo(char.IsAsciiLetterOrDigit(character)), $"an {code:X2}");
                Assert.That(Takes(48, "002 ?"), Is.EqualTo(code is >= 0x20 and <= 0x7E), $"ans {code:X2}");
                Assert.That(
                    Takes(35, "029?"),
                    Is.EqualTo(isAscii && (char.IsAsciiDigit(character) || character is '=' or 'D')),
                    $"z {code:X2}"
                );
                Assert.That(Takes(28, "D0000000?"), Is.EqualTo(char.IsAsciiDigit(character)), $"x+n {code:X2}");

                bool Takes(int field, string value)
                {
                    var bitmap = (Bitmap.First >> (field - 1)).ToString("X16");
                    var bytes = System.Text.Encoding.Latin1.GetBytes("0200" + bitmap + value.Replace('?', character));
                    return message.TryDecode(bytes, out _);
                }
            }
        }
    }
}
