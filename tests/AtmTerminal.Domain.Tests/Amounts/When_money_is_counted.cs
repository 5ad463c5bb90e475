using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.Domain.Tests.Amounts;

public class When_money_is_counted
{
    [TestCase("UAH", 980, 2)]
    [TestCase("VND", 704, 0)]
    [TestCase("USD", 840, 2)]
    [TestCase("EUR", 978, 2)]
    public void Currencies_carry_the_numbers_of_ISO_4217(string code, int number, int exponent)
    {
        var currency = Currency.TryFromCode(code)!.Value;

        Assert.That((currency.NumericCode, currency.Exponent), Is.EqualTo((number, exponent)));
        Assert.That(Currency.TryFromNumericCode(number), Is.EqualTo(currency));
    }

    [TestCase("XXX")]
    [TestCase("uah")]
    [TestCase("")]
    public void An_unknown_currency_is_a_value_and_no_guess(string code) =>
        Assert.That(Currency.TryFromCode(code), Is.Null);

    [Test]
    public void An_unknown_number_is_no_currency() => Assert.That(Currency.TryFromNumericCode(999), Is.Null);

    [TestCase(3, 5)]
    [TestCase(5, 3)]
    public void The_lesser_of_two_is_found_in_either_order(long a, long b) =>
        Assert.That(
            Money.Min(Money.FromMajorUnits(a, Currency.Uah), Money.FromMajorUnits(b, Currency.Uah)),
            Is.EqualTo(Money.FromMajorUnits(3, Currency.Uah))
        );

    [Test]
    public void Default_is_zero_of_no_currency()
    {
        Assert.That(default(Money), Is.EqualTo(Money.Zero(Currency.None)));
        Assert.That(default(Money).ToString(), Is.EqualTo("0"));
    }

    [Test]
    public void Two_currencies_do_not_mix()
    {
        var hryvnia = Money.FromMajorUnits(1, Currency.Uah);
        var dong = Money.FromMajorUnits(1, Currency.Vnd);

        Assert.That(() => hryvnia + dong, Throws.TypeOf<CurrencyMismatchException>());
        Assert.That(() => hryvnia - dong, Throws.TypeOf<CurrencyMismatchException>());
        Assert.That(() => hryvnia < dong, Throws.TypeOf<CurrencyMismatchException>());
    }

    [Test]
    public void An_overflow_throws_and_does_not_wrap()
    {
        var most = Money.FromMinorUnits(long.MaxValue, Currency.Uah);

        Assert.That(() => most + Money.FromMinorUnits(1, Currency.Uah), Throws.TypeOf<OverflowException>());
        Assert.That(() => most * 2, Throws.TypeOf<OverflowException>());
        Assert.That(() => Money.FromMajorUnits(long.MaxValue, Currency.Uah), Throws.TypeOf<OverflowException>());
    }

    [TestCase(123_450, "UAH", "1,234.50 UAH")]
    [TestCase(5, "UAH", "0.05 UAH")]
    [TestCase(-5, "UAH", "-0.05 UAH")]
    [TestCase(-123_450, "UAH", "-1,234.50 UAH")]
    [TestCase(5_000_000, "VND", "5,000,000 VND")]
    [TestCase(0, "VND", "0 VND")]
    public void It_prints_the_same_on_every_machine(long minorUnits, string code, string text) =>
        Assert.That(Money.FromMinorUnits(minorUnits, Currency.TryFromCode(code)!.Value).ToString(), Is.EqualTo(text));

    // 1.2 % as the banks' rule has it: of 50,000 VND 600, of 1,000.00 UAH 12.00; half a minor unit goes up.
    [TestCase(50_000, "VND", 600)]
    [TestCase(5_000_000, "VND", 60_000)]
    [TestCase(100_000, "UAH", 1_200)]
    [TestCase(125, "UAH", 2)]
    [TestCase(124, "UAH", 1)]
    [TestCase(0, "UAH", 0)]
    public void Commission_is_rounded_half_up_to_the_minor_unit(long given, string code, long commission)
    {
        var currency = Currency.TryFromCode(code)!.Value;

        Assert.That(
            new Commission(120).On(Money.FromMinorUnits(given, currency)),
            Is.EqualTo(Money.FromMinorUnits(commission, currency))
        );
    }

    [Test]
    public void Nothing_is_charged_where_it_is_free() =>
        Assert.That(Commission.Free.On(Money.FromMajorUnits(1_000, Currency.Uah)).IsZero);
}
