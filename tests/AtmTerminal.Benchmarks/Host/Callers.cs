using System.Diagnostics;
using AtmTerminal.Iso8583;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>Callers who ask a host at once, each one question after the other, each over its own way to the host.</summary>
/// <param name="ways">The frame of a question in, that of the answer out.</param>
internal sealed class Callers(IReadOnlyList<Func<byte[], byte[]>> ways)
{
    /// <summary>Asks everything as fast as it is answered.</summary>
    /// <param name="questions">One list for each caller.</param>
    /// <returns>Seconds for one question, all callers together.</returns>
    /// <exception cref="InvalidOperationException">The host said no to one of them.</exception>
    public double Ask(IReadOnlyList<List<SignedQuestion>> questions)
    {
        var start = Stopwatch.GetTimestamp();
        var answers = ForEachCaller(caller => questions[caller].ConvertAll(question => ways[caller](question.Bytes)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        CheckAndDispose(questions, answers);
        return seconds / questions.Sum(list => list.Count);
    }

    /// <summary>Asks at a steady rate, however long the answers take.</summary>
    /// <param name="rate">Questions in a second, all callers together.</param>
    /// <returns>Milliseconds of each question, from the moment when it was due, in order of size.</returns>
    public double[] AskSteadily(IReadOnlyList<List<SignedQuestion>> questions, double rate)
    {
        var start = Stopwatch.GetTimestamp();
        var times = questions.Select(list => new double[list.Count]).ToList();
        var answers = ForEachCaller(caller =>
            questions[caller]
                .Select(
                    (question, turn) =>
                    {
                        var due = TimeSpan.FromSeconds((turn * ways.Count + caller) / rate);
                        if (due - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } early)
                            Thread.Sleep(early);
                        var answer = ways[caller](question.Bytes);
                        times[caller][turn] = (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds;
                        return answer;
                    }
                )
                .ToList()
        );
        CheckAndDispose(questions, answers);
        return [.. times.SelectMany(list => list).Order()];
    }

    /// <summary>Threads of their own: a caller waits in its thread, as a terminal waits.</summary>
    private List<byte[]>[] ForEachCaller(Func<int, List<byte[]>> work)
    {
        var callers = Enumerable
            .Range(0, ways.Count)
            .Select(caller => Task.Factory.StartNew(() => work(caller), TaskCreationOptions.LongRunning))
            .ToArray();
        return Task.WhenAll(callers).GetAwaiter().GetResult();
    }

    private static void CheckAndDispose(IReadOnlyList<List<SignedQuestion>> questions, List<byte[]>[] answers)
    {
        foreach (var (question, answer) in questions.Zip(answers).SelectMany(pair => pair.First.Zip(pair.Second)))
            using (question)
                if (question.Read(answer) is var response && response != ResponseCode.Approved)
                    throw new InvalidOperationException($"The host said {response} where it should have said yes.");
    }
}
