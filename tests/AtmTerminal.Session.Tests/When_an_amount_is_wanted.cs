using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Session.Screens;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Tests;

public class When_an_amount_is_wanted
{
    private Machine _machine = null!;

    [SetUp]
    public void Start() => _machine = new Machine().Start();

    [TearDown]
    public void Dispose() => _machine.Dispose();

    [Test]
    public void Round_payable_amounts_are_offered_on_the_side_keys()
    {
        _machine.ToServices().Press("L1");
        Assert.That(
            _machine.Screen.SideKeys.Select(k => k?.Label.Replace('\u00A0', ' ')),
            Is.EqualTo(
                new[]
                {
                    "200 UAH",
                    "500 UAH",
                    "1,000 UAH",
                    "2,000 UAH",
                    "5,000 UAH",
                    "10,000 UAH",
                    "20,000 UAH",
                    "Other amount",
                }
            )
        );
    }

    [Test]
    public void The_keypad_chooses_what_the_side_keys_choose()
    {
        _machine.ToServices().Press(PadKey.Digit1).Press(PadKey.Digit3);
        Assert.That(_machine.Screen.Lines[0], Is.EqualTo("Cash: 1,000\u00A0UAH"));
    }

    [Test]
    public void What_cannot_be_made_of_the_notes_gets_the_nearest_amounts_and_a_reason()
    {
        _machine.ToFee("150");
        Assert.That(_machine.Screen.Lines[0], Is.EqualTo("It cannot be made from the notes in the machine."));
        Assert.That(Labels(), Is.EqualTo(new[] { "100 UAH", "200 UAH", "Other amount" }));
        _machine.Press("L2");
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.ConfirmingFee));
        Assert.That(_machine.Screen.Lines[0], Is.EqualTo("Cash: 200\u00A0UAH"));
    }

    [TestCase("50", "The smallest amount is 100\u00A0UAH.", "100 UAH")]
    [TestCase("30000", "The largest amount is 20,000\u00A0UAH.", "20,000 UAH")]
    [TestCase("8100", "It needs too many notes.", null)]
    public void Limits_and_bundle_size_are_told(string digits, string reason, string? near)
    {
        _machine.Dispose();
        _machine = new Machine(Machine.Units(of500: near is null ? 8 : 100)).Start();
        _machine.ToFee(digits);
        Assert.That(_machine.Screen.Lines[0], Is.EqualTo(reason));
        if (near is not null)
            Assert.That(Labels()[0], Is.EqualTo(near));
    }

    [TestCase("50", 500, "500 UAH")]
    [TestCase("50", 60, "120 UAH")]
    [TestCase("30000", 600, "19,800 UAH")]
    public void Near_a_limit_that_cannot_be_paid_the_nearest_amount_within_it_is_offered(
        string digits,
        long note,
        string near
    )
    {
        _machine.Dispose();
        _machine = new Machine([CashUnit.Cassette("1", new(Machine.Uah(note)), 100)]).Start();
        _machine.ToFee(digits);
        Assert.That(Labels(), Is.EqualTo(new[] { near, "Other amount" }));
    }

    [Test]
    public void More_than_the_machine_holds_is_told_as_such()
    {
        _machine.Dispose();
        _machine = new Machine(Machine.Units(of100: 5, of500: 0)).Start();
        _machine.ToFee("1000");
        Assert.That(_machine.Screen.Lines[0], Is.EqualTo("The machine does not hold enough cash."));
    }

    [Test]
    public void More_digits_than_an_amount_can_have_are_refused_with_a_beep()
    {
        _machine.ToServices().Press("L1").Press("R4");
        _machine.Press([.. Enumerable.Repeat(PadKey.Digit9, 9)]);
        Assert.That((_machine.Screen.Entry, _machine.Pad.Beeps), Is.EqualTo(("99,999,999\u00A0UAH", 1)));
    }

    [TestCase(PadKey.Help)]
    [TestCase(PadKey.Blank)]
    public void A_key_that_is_no_part_of_an_amount_is_refused_with_a_beep(PadKey key)
    {
        _machine.ToServices().Press("L1").Press("R4").Press(PadKey.Digit2, key);
        Assert.That((_machine.Screen.Entry, _machine.Pad.Beeps), Is.EqualTo(("2\u00A0UAH", 1)));
    }

    [TestCase(PadKey.Digit9)]
    [TestCase(PadKey.Digit7)]
    [TestCase(PadKey.Enter)]
    public void A_key_without_a_meaning_here_is_refused_with_a_beep(PadKey key)
    {
        _machine.ToServices().Press(key);
        Assert.That((_machine.Session.State, _machine.Pad.Beeps), Is.EqualTo((SessionState.ChoosingService, 1)));
        _machine.Press("R1");
        Assert.That((_machine.Session.State, _machine.Pad.Beeps), Is.EqualTo((SessionState.ChoosingService, 2)));
    }

    [Test]
    public void A_card_of_the_own_bank_is_told_that_there_is_no_fee()
    {
        _machine.ToFee("500");
        Assert.That(
            _machine.Screen.Lines,
            Is.EqualTo(new[] { "Cash: 500\u00A0UAH", "Fee: no fee", "Total: 500\u00A0UAH" })
        );
    }

    [Test]
    public void A_card_of_another_bank_is_shown_its_fee_before_the_bank_is_asked()
    {
        _machine.ToFee("500", Machine.OthersCard);
        Assert.That(_machine.Screen.Lines[1], Is.EqualTo("Fee: 6\u00A0UAH"));
        Assert.That(_machine.Host.Questions, Is.Empty);
    }

    [Test]
    public void Clear_deletes_what_was_typed()
    {
        _machine.ToServices().Press("L1").Press("R4").Press(PadKey.Digit9, PadKey.Digit9, PadKey.Clear, PadKey.Digit2);
        Assert.That(_machine.Screen.Entry, Is.EqualTo("2\u00A0UAH"));
    }

    [Test]
    public void The_PIN_is_shown_as_a_number_of_dots_and_nothing_else()
    {
        _machine.Insert().Press("L3");
        _machine.Do(() => _machine.Pad.EnterDigits(3));
        Assert.That((_machine.Screen.PinDigits, _machine.Screen.Entry), Is.EqualTo((3, (string?)null)));
    }

    private string[] Labels() =>
        [.. _machine.Screen.SideKeys.OfType<SideKeyView>().Select(k => k.Label.Replace('\u00A0', ' '))];
}
