using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.Tests.PinPad;

public class When_a_PIN_is_entered : PinPadTest
{
    [Test]
    public void It_reaches_the_encryptor_and_nobody_else()
    {
        var entered = Enter(12, "1", "2", "3", "4", "Enter");
        var block = Pad.GetPinBlock(Card);

        Assert.That(entered.Payload, Is.EqualTo(new PinEntryResult(4, EntryCompletion.Enter)));
        Assert.That((block.Code, Encryptor.Given), Is.EqualTo((CompletionCode.Success, "1234")));
    }

    [Test]
    public void All_that_is_told_is_the_same_for_every_PIN()
    {
        List<string> told = [];
        foreach (var pin in (string[])["0000", "1234", "9876", "5555"])
        {
            Told.Clear();
            var entered = Enter(12, [.. pin.Select(digit => $"{digit}"), "Enter"]);
            told.Add($"{entered} {string.Join(", ", Told)} {Pad.GetPinBlock(Card)} {Pad}");
            Assert.That(Encryptor.Given, Is.EqualTo(pin));
        }

        Assert.That(told.Distinct().ToList(), Has.Count.EqualTo(1), string.Join("\n", told));
    }

    [Test]
    public void It_ends_by_itself_at_the_most_digits_allowed()
    {
        Assert.That(Enter(4, "1", "2", "3", "4").Payload, Is.EqualTo(new PinEntryResult(4, EntryCompletion.Auto)));
    }

    [Test]
    public void Clear_begins_again()
    {
        Enter(12, "9", "9", "Clear", "1", "2", "3", "4", "Enter");
        Pad.GetPinBlock(Card);

        Assert.That(Encryptor.Given, Is.EqualTo("1234"));
        Assert.That(Told.Take(4), Is.EqualTo(new[] { "digits 1", "digits 2", "digits 0", "digits 1" }));
    }

    [Test]
    public void Enter_is_ignored_below_four_digits_and_so_are_keys_without_a_digit()
    {
        var entered = Enter(12, "1", "2", "3", "Enter", "00", "Help", "Blank", "4", "Enter");
        Pad.GetPinBlock(Card);

        Assert.That((entered.Payload?.Digits, Encryptor.Given), Is.EqualTo((4, "1234")));
    }

    [Test]
    public void Cancel_ends_it_and_the_digits_are_gone()
    {
        var entered = Enter(12, "1", "2", "3", "4", "Cancel");

        Assert.That(entered.Payload, Is.EqualTo(new PinEntryResult(0, EntryCompletion.Cancel)));
        AssertForgotten();
    }

    [Test]
    public void Its_time_limit_ends_it_and_the_digits_are_gone()
    {
        var entered = Enter(12, "1", "2", "3", "4");

        Assert.That((entered.Code, entered.Payload), Is.EqualTo((CompletionCode.TimeOut, (PinEntryResult?)null)));
        AssertForgotten();
    }

    [Test]
    public void The_caller_can_end_it_and_the_digits_are_gone()
    {
        using var cancel = new CancellationTokenSource();

        var entered = Bench.Run(
            () => Pad.PinEntry(12, Patience, cancel.Token),
            (1, () => Bench.Keys.Type("1", "2", "3", "4")),
            (5, cancel.Cancel)
        );

        Assert.That(entered.Code, Is.EqualTo(CompletionCode.Canceled));
        AssertForgotten();
    }

    [Test]
    public void It_is_forgotten_on_command_and_with_the_next_entry()
    {
        Enter(12, "1", "2", "3", "4", "Enter");
        Pad.ForgetPin();
        AssertForgotten();

        Enter(12, "1", "2", "3", "4", "Enter");
        Enter(12, "Cancel");
        AssertForgotten();
    }

    [Test]
    public void It_is_forgotten_after_ten_minutes_by_itself()
    {
        Enter(12, "1", "2", "3", "4", "Enter");
        Bench.Wait(599);
        var kept = Pad.GetPinBlock(Card).Code;
        Bench.Wait(2);

        Assert.That(kept, Is.EqualTo(CompletionCode.Success));
        AssertForgotten();
    }

    [Test]
    public void Keys_before_and_after_are_told_and_keys_of_the_PIN_are_not()
    {
        Type("Help");
        Enter(12, "1", "2", "3", "4", "Enter");
        Type("5");

        Assert.That(
            Told,
            Is.EqualTo(new[] { "key Help", "digits 1", "digits 2", "digits 3", "digits 4", "key Digit5" })
        );
    }

    [Test]
    public void Without_a_key_there_is_no_block()
    {
        Encryptor.HasKeys = false;
        Enter(12, "1", "2", "3", "4", "Enter");

        Assert.That(Pad.GetPinBlock(Card).ErrorCode, Is.EqualTo("pinPad.noKey"));
    }

    [Test]
    public void A_second_entry_at_the_same_time_is_refused()
    {
        Completion<PinEntryResult>? second = null;
        Bench.Run(
            () => Pad.PinEntry(12, Patience, CancellationToken.None),
            (1, async () => second = await Pad.PinEntry(12, Patience, CancellationToken.None))
        );

        Assert.That(second?.ErrorCode, Is.EqualTo("pinPad.busy"));
    }

    private void AssertForgotten()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Pad.GetPinBlock(Card).ErrorCode, Is.EqualTo("pinPad.noPin"));
            Assert.That(InsideOf(Pad), Is.All.Zero, "The buffer itself.");
        }
    }

    // Looks into the pad for every array of octets it holds: none may keep a digit.
    private static IEnumerable<byte> InsideOf(object pad)
    {
        const System.Reflection.BindingFlags own =
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic;
        var buffers = pad.GetType()
            .GetFields(own)
            .Select(f => f.GetValue(pad))
            .OfType<Devices.PinPad.PinBuffer>()
            .SelectMany(b => b.GetType().GetFields(own).Select(f => f.GetValue(b)))
            .OfType<byte[]>()
            .ToList();
        Assert.That(buffers, Is.Not.Empty);
        return buffers.SelectMany(b => b);
    }
}
