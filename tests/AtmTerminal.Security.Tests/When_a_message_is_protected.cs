using System.Text;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;

namespace AtmTerminal.Security.Tests;

[TestFixture(PinBlockFormat.Format4)]
[TestFixture(PinBlockFormat.Format0)]
public class When_a_message_is_protected(PinBlockFormat format)
{
    private static readonly byte[] _question = Encoding.ASCII.GetBytes("0100 question");
    private static readonly byte[] _answer = Encoding.ASCII.GetBytes("0110 answer");
    private static readonly byte[] _pin = [1, 2, 3, 4];
    private readonly Pan _pan = Pan.TryParse("4111111111111111")!;
    private MemoryCounter _counter = null!;
    private TerminalKeys _terminal = null!;
    private HostKeys _host = null!;

    [SetUp]
    public void LoadKeys()
    {
        _counter = new MemoryCounter();
        _host = new HostKeys(Keys.AesBase(), Keys.TdesBase());
        _terminal = Keys.Terminal(format, _counter);
    }

    [TearDown]
    public void ZeroKeys()
    {
        _terminal.Dispose();
        _host.Dispose();
    }

    [Test]
    public void The_host_accepts_the_question_and_the_terminal_the_answer()
    {
        using var keys = _terminal.TryNext()!;
        using var hostKeys = _host.TryOpen(keys.SerialNumberHex)!;
        Assert.That(hostKeys.RequestMacHolds(_question, RequestMac(keys)), Is.True);
        Assert.That(keys.AnswerMacHolds(_answer, AnswerMac(hostKeys)), Is.True);
    }

    [Test]
    public void One_changed_bit_anywhere_is_noticed()
    {
        using var keys = _terminal.TryNext()!;
        using var hostKeys = _host.TryOpen(keys.SerialNumberHex)!;
        var mac = AnswerMac(hostKeys);
        for (var bit = 0; bit < _answer.Length * 8; bit++)
        {
            var altered = _answer.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(keys.AnswerMacHolds(altered, mac), Is.False);
        }
        for (var bit = 0; bit < mac.Length * 8; bit++)
        {
            var altered = mac.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(keys.AnswerMacHolds(_answer, altered), Is.False);
        }
    }

    [Test]
    public void The_question_sent_back_is_no_answer()
    {
        using var keys = _terminal.TryNext()!;
        Assert.That(keys.AnswerMacHolds(_question, RequestMac(keys)), Is.False);
    }

    [Test]
    public void The_answer_to_another_question_is_no_answer()
    {
        using var first = _terminal.TryNext()!;
        using var second = _terminal.TryNext()!;
        using var hostKeys = _host.TryOpen(first.SerialNumberHex)!;
        Assert.That(second.AnswerMacHolds(_answer, AnswerMac(hostKeys)), Is.False);
    }

    [Test]
    public void A_PIN_block_and_the_MAC_of_its_message_share_one_serial_number()
    {
        var block = _terminal.TryEncrypt(_pin, _pan)!;
        using var keys = _terminal.TakeKeysOf(block)!;
        Assert.That(block.Format, Is.EqualTo(format));
        Assert.That(keys.SerialNumber.ToArray(), Is.EqualTo(block.KeySerialNumber.ToArray()));
        using var hostKeys = _host.TryOpen(keys.SerialNumberHex)!;
        var fault = hostKeys.DecryptPinBlock(block.Block.Span, _pan, out var pin);
        Assert.That(fault, Is.EqualTo(PinBlockFault.None));
        Assert.That(pin!.Matches(_pin), Is.True);
        Assert.That(hostKeys.RequestMacHolds(_question, RequestMac(keys)), Is.True);
    }

    [Test]
    public void The_keys_of_a_PIN_block_are_given_once_and_only_for_the_last_block()
    {
        var old = _terminal.TryEncrypt(_pin, _pan)!;
        var last = _terminal.TryEncrypt(_pin, _pan)!;
        Assert.That(_terminal.TakeKeysOf(old), Is.Null);
        Assert.That(_terminal.TakeKeysOf(last), Is.Not.Null);
        Assert.That(_terminal.TakeKeysOf(last), Is.Null);
    }

    [Test]
    public void A_PIN_block_for_another_card_never_gives_the_PIN()
    {
        var block = _terminal.TryEncrypt(_pin, _pan)!;
        using var hostKeys = _host.TryOpen(Convert.ToHexString(block.KeySerialNumber.Span))!;
        var other = Pan.TryParse("5105105105105100")!;
        _ = hostKeys.DecryptPinBlock(block.Block.Span, other, out var pin);
        Assert.That(pin?.Matches(_pin), Is.Not.True);
    }

    [Test]
    public void No_serial_number_comes_twice_over_restarts()
    {
        var seen = new HashSet<string>();
        for (var start = 0; start < 5; start++)
        {
            using var terminal = Keys.Terminal(format, _counter);
            for (var message = 0; message < 100; message++)
                using (var keys = terminal.TryNext()!)
                    Assert.That(seen.Add(keys.SerialNumberHex), Is.True);
        }
        Assert.That(
            _counter.Writes,
            Is.LessThanOrEqualTo(10),
            "one durable write per block of counters, not per message"
        );
    }

    [Test]
    public void A_counter_that_cannot_be_made_durable_gives_no_keys()
    {
        _counter.Fails = true;
        Assert.That(_terminal.TryNext(), Is.Null);
        Assert.That(_terminal.TryEncrypt(_pin, _pan), Is.Null);
    }

    [Test]
    public void A_used_up_initial_key_gives_no_keys()
    {
        _counter.ReservedUpTo = uint.MaxValue;
        using var terminal = Keys.Terminal(format, _counter);
        Assert.That(terminal.TryNext(), Is.Null);
    }

    [TestCase("")]
    [TestCase("12")]
    [TestCase("123456789012345600000000", Description = "counter zero belongs to no transaction")]
    [TestCase("1234567890123456FFFFFFFF", Description = "more one-bits than any counter has")]
    [TestCase("FFFF9876543210E00000")]
    [TestCase("FFFF9876543210FFFFFF")]
    [TestCase("12345678901234560000000G")]
    [TestCase("1234567890123456000000010000")]
    public void A_serial_number_that_no_terminal_sends_is_refused(string serialNumber) =>
        Assert.That(_host.TryOpen(serialNumber), Is.Null);

    private static byte[] RequestMac(MessageKeys keys)
    {
        var mac = new byte[MessageKeys.MacLength];
        keys.MacRequest(_question, mac);
        return mac;
    }

    private static byte[] AnswerMac(HostMessageKeys keys)
    {
        var mac = new byte[MessageKeys.MacLength];
        keys.MacAnswer(_answer, mac);
        return mac;
    }
}
