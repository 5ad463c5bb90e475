using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using static AtmTerminal.Service.Tests.Books;

namespace AtmTerminal.Service.Tests;

/// <summary>Row D4: each case gets its own amount, and the sum fits the count.</summary>
public class When_several_cases_are_closed
{
    private Books _books = null!;
    private WithdrawalNumber _first;
    private WithdrawalNumber _second;

    [SetUp]
    public void Load()
    {
        _books = new();
        _first = _books.SuspectPresented(Notes(("1", 2)));
        _second = _books.SuspectPresented(Notes(("2", 1), ("3", 1)));
    }

    [TearDown]
    public void Dispose() => _books.Dispose();

    [Test]
    public void A_count_with_one_answer_decides_alone()
    {
        Assert.That(Amounts(AllBut()), Is.EqualTo(new[] { 0L, 0L }));
        Assert.That(Amounts(AllBut(("3", 1))), Is.EqualTo(new[] { 0L, 500L }));
        Assert.That(Amounts(AllBut(("1", 3))), Is.EqualTo(new[] { 200L, 100L }));
        Assert.That(Amounts(AllBut(("1", 3), ("3", 1))), Is.EqualTo(new[] { 200L, 600L }));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void A_count_with_two_answers_asks_the_persons(int missing) =>
        Assert.That(_books.RefusalOf(AllBut(("1", missing))), Is.EqualTo(ServiceRefusal.SharesNeeded));

    [Test]
    public void What_the_persons_say_is_taken_when_it_fits_the_count()
    {
        Assert.That(Amounts(AllBut(("1", 2)), Shares(2, 0)), Is.EqualTo(new[] { 200L, 0L }));
        Assert.That(Amounts(AllBut(("1", 2)), Shares(1, 1)), Is.EqualTo(new[] { 100L, 100L }));
    }

    [TestCase(2, 1, TestName = "more_than_is_missing")]
    [TestCase(1, 0, TestName = "less_than_is_missing")]
    [TestCase(0, 2, TestName = "more_than_was_presented_for_it")]
    public void What_does_not_fit_the_count_is_refused(int first, int second) =>
        Assert.That(
            _books.RefusalOf(AllBut(("1", 2)), Shares(first, second)),
            Is.EqualTo(ServiceRefusal.SharesDoNotFit)
        );

    [Test]
    public void A_share_for_a_withdrawal_that_is_no_case_is_refused() =>
        Assert.That(
            _books.RefusalOf(AllBut(), new Dictionary<WithdrawalNumber, NoteCounts> { [new(77)] = Notes(("1", 1)) }),
            Is.EqualTo(ServiceRefusal.SharesDoNotFit)
        );

    [Test]
    public void A_case_from_before_the_last_exchange_is_never_guessed()
    {
        _books.Append(new CashUnitsSet(Units, "a loading that left the cases open"));
        Assert.That(_books.RefusalOf(AllBut()), Is.EqualTo(ServiceRefusal.SharesNeeded));
        Assert.That(Amounts(AllBut(), Shares(2, 1)), Is.EqualTo(new[] { 200L, 100L }));
    }

    private long[] Amounts(CashCount count, IReadOnlyDictionary<WithdrawalNumber, NoteCounts>? shares = null) =>
        [.. _books.Decide(count, shares).Cases.Select(c => c.Amount.MinorUnits / 100)];

    private Dictionary<WithdrawalNumber, NoteCounts> Shares(int first, int second) =>
        new() { [_first] = Notes(("1", first)), [_second] = Notes(("2", second)) };
}
