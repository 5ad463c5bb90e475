using AtmTerminal.Domain.Amounts;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Row E10 of the failure matrix: two connections, here even two hosts, over one real file.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_two_copies_of_the_host_get_the_same_record(StoreKind store)
{
    private const int Numbers = 25;

    [Test]
    public void Row_E10_it_is_posted_once_and_both_are_answered()
    {
        using var one = TestHost.Start(store);
        using var two = one.StartAgain();
        for (var number = 1; number <= Numbers; number++)
            one.Ask(one.Terminal.Withdrawal(number, one.Rich, Uah(100)));
        var toOne = Enumerable
            .Range(1, Numbers)
            .Select(n => one.Terminal.Completion(n, Uah(100), card: one.Rich))
            .ToList();
        var toTwo = Enumerable
            .Range(1, Numbers)
            .Select(n => one.Terminal.Completion(n, Uah(100), isRepeat: true))
            .ToList();

        var answers = new string[2 * Numbers];
        Parallel.Invoke(
            () => SendAll(one, toOne, answers.AsSpan(..Numbers)),
            () => SendAll(two, toTwo, answers.AsSpan(Numbers..))
        );

        Assert.That(answers, Is.All.EqualTo("00"));
        Assert.That(one.Core.Queries.Postings(one.Terminal.Id), Has.Count.EqualTo(Numbers));
        Assert.That(one.Core.Queries.PostedSum(one.Terminal.Id, Currency.Uah), Is.EqualTo(Uah(100 * Numbers)));
        Assert.That(two.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void One_request_at_both_holds_once()
    {
        using var one = TestHost.Start(store);
        using var two = one.StartAgain();
        var toOne = Enumerable.Range(1, Numbers).Select(n => one.Terminal.Withdrawal(n, one.Rich, Uah(100))).ToList();
        var toTwo = Enumerable.Range(1, Numbers).Select(n => one.Terminal.Withdrawal(n, one.Rich, Uah(100))).ToList();

        var answers = new string[2 * Numbers];
        Parallel.Invoke(
            () => SendAll(one, toOne, answers.AsSpan(..Numbers)),
            () => SendAll(two, toTwo, answers.AsSpan(Numbers..))
        );

        Assert.That(answers, Is.All.EqualTo("00"));
        Assert.That(one.BalanceOf(one.Rich).Held, Is.EqualTo(Uah(100 * Numbers)));
        Assert.That(one.Core.Queries.CheckLedger(), Is.Empty);
    }

    private static void SendAll(TestHost host, List<Question> questions, Span<string> answers)
    {
        for (var i = 0; i < questions.Count; i++)
            answers[i] = host.Ask(questions[i]);
    }
}
