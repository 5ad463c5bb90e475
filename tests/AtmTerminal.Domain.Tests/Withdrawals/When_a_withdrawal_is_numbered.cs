using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Domain.Tests.Withdrawals;

public class When_a_withdrawal_is_numbered
{
    [Test]
    public void Numbers_begin_at_one_and_follow_one_another()
    {
        Assert.That(WithdrawalNumber.First.Value, Is.EqualTo(1));
        Assert.That(WithdrawalNumber.First.Next.Next.Value, Is.EqualTo(3));
        Assert.That(new WithdrawalNumber(9).CompareTo(new(10)), Is.LessThan(0), "as numbers and not as text");
    }

    [Test]
    public void The_last_number_there_is_has_no_next() =>
        Assert.That(() => new WithdrawalNumber(long.MaxValue).Next, Throws.TypeOf<OverflowException>());

    [TestCase(1, "000000000001")]
    [TestCase(999_999_999_999, "999999999999")]
    public void The_line_carries_twelve_digits_and_gives_the_same_number_back(long number, string reference)
    {
        Assert.That(new WithdrawalNumber(number).ToReference(), Is.EqualTo(reference));
        Assert.That(WithdrawalNumber.TryFromReference(reference), Is.EqualTo(new WithdrawalNumber(number)));
        Assert.That(new WithdrawalNumber(number).ToString(), Is.EqualTo($"{number}"));
    }

    [TestCase("")]
    [TestCase("1")]
    [TestCase("0000000000001", Description = "one digit too many")]
    [TestCase("000000000000")]
    [TestCase("00000000001 ")]
    [TestCase("-00000000001")]
    [TestCase("00000000000A")]
    public void Anything_but_twelve_digits_above_zero_is_no_number(string text) =>
        Assert.That(WithdrawalNumber.TryFromReference(text), Is.Null);
}
