using System.Net.Sockets;
using AtmTerminal.BankHost;
using AtmTerminal.Iso8583;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>A terminal that was without a line and sends what it has paid out: one completion after the other, each until it is acknowledged.</summary>
internal sealed class BacklogTerminal(SigningTerminal terminal, IReadOnlyList<SampleCard> cards, HostProcess host)
    : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private TerminalLine? _line;

    /// <summary>Returns when everything is acknowledged.</summary>
    /// <param name="share">How many completions, numbered from 1.</param>
    /// <param name="first">Which card the first one is of; the others follow.</param>
    /// <param name="acknowledged">Called for each.</param>
    public void Upload(int share, int first, Action acknowledged)
    {
        for (var number = 1; number <= share; number++)
        {
            var card = cards[(first + number) % cards.Count];
            for (var tries = 0; !TrySend(number, card, isRepeat: tries > 0); tries++)
                Thread.Sleep(Pause);
            acknowledged();
        }
    }

    public void Dispose() => _line?.Dispose();

    private bool TrySend(int number, SampleCard card, bool isRepeat)
    {
        using var question = terminal.Completion(number, card, LineModes.DispenseFirst, isRepeat);
        try
        {
            _line ??= new(host.Address!);
            return question.Read(_line.Ask(question.Bytes)) == ResponseCode.Approved;
        }
        catch (SocketException)
        {
            // The host was killed; it will be there again.
            _line?.Dispose();
            _line = null;
            return false;
        }
    }
}
