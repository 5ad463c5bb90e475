using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost.Tests;

/// <summary>
/// A machine on a bad line to two hosts: its messages are lost, come twice, at both hosts at the same moment, or long after later
/// ones. It gives what was approved, sometimes less, and reverses what it never heard about.
/// </summary>
internal sealed class HastyMachine(TestTerminal terminal, HostCore[] hosts, IReadOnlyList<SampleCard> cards, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<(string Name, Question Question)> _sent = [];
    private readonly List<(string Name, Question Question)> _owed = [];
    private readonly Dictionary<string, string> _firstAnswers = [];
    private readonly byte[][] _answers = [.. hosts.Select(_ => new byte[Frame.MostBytes])];

    public string Id => terminal.Id;

    public int Messages { get; private set; }

    /// <summary>What it gave under each number.</summary>
    public Dictionary<long, Money> Given { get; } = [];

    /// <summary>Serves customers until so many messages were sent, and then tells what it still owes.</summary>
    public void Serve(int messages)
    {
        for (var number = 1; Messages < messages; number++)
        {
            Withdraw(number, cards[_random.Next(cards.Count)], Amounts.Uah(50 + 10 * _random.Next(40)));
            if (_sent.Count > 0 && _random.Next(3) == 0)
                Send(_sent[_random.Next(_sent.Count)]);
            if (_owed.Count > 0 && _random.Next(2) == 0)
                SendOwed(_random.Next(_owed.Count));
        }
        while (_owed.Count > 0)
            SendOwed(_owed.Count - 1);
    }

    private void Withdraw(int number, SampleCard card, Money amount)
    {
        var request = ($"request {number}", terminal.Withdrawal(number, card, amount));
        if (_random.Next(10) == 0)
        {
            // The question, or its answer, is lost; the reversal may well come before the question.
            Messages++;
            _owed.Add(($"reversal {number}", terminal.Reversal(number, amount, card)));
            if (_random.Next(2) == 0)
                _owed.Add(request);
            return;
        }
        if (!Send(request).StartsWith("00", StringComparison.Ordinal))
            return;
        var given = _random.Next(5) == 0 ? Amounts.Uah(10) : amount;
        Given.Add(number, given);
        _owed.Add(($"completion {number}", terminal.Completion(number, given, card: card)));
    }

    private void SendOwed(int which)
    {
        var owed = _owed[which];
        _owed.RemoveAt(which);
        Send(owed);
    }

    /// <summary>To one host, or to both at the same moment; every answer must be the first one.</summary>
    private string Send((string Name, Question Question) message)
    {
        _sent.Add(message);
        if (_random.Next(3) > 0)
            Hear(message, _random.Next(hosts.Length));
        else
            Parallel.For(0, hosts.Length, host => Hear(message, host));
        return _firstAnswers[message.Name];
    }

    private void Hear((string Name, Question Question) message, int host)
    {
        var length = hosts[host].Handle(message.Question.Frame, _answers[host]);
        lock (_firstAnswers)
        {
            Messages++;
            var answer = Words(message.Question.Read(_answers[host].AsSpan(0, length))!);
            if (!_firstAnswers.TryAdd(message.Name, answer))
                Assert.That(answer, Is.EqualTo(_firstAnswers[message.Name]), $"{Id} {message.Name}");
        }
    }

    private static string Words(LineMessage answer) =>
        answer is AuthorizationAnswer said
            ? $"{said.Response.Value} {said.ApprovalCode} {said.Balance} {said.LeftToday}"
            : Refusals.ResponseOf(answer).Value;
}
