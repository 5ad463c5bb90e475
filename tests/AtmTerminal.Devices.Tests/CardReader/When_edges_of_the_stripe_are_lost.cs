using AtmTerminal.Board;
using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.Tests.CardReader;

public class When_edges_of_the_stripe_are_lost : CardReaderTest
{
    [Test]
    public void A_gap_in_one_pass_makes_the_other_pass_count()
    {
        using var reader = OpenOverLossyEdges(lost: [300]);

        var read = Bench.Run(
            () => reader.ReadRawData(Patience, CancellationToken.None),
            (1, () => Bench.Slot.Insert(Bench.Card))
        );

        Assert.That(read.Payload?.Track2?.Reveal(), Is.EqualTo(Bench.Track));
    }

    [Test]
    public void A_gap_in_both_passes_is_a_read_error_and_never_a_card([Values(5u, 200u, 300u, 500u)] uint lost)
    {
        using var reader = OpenOverLossyEdges(lost, lost + 600);

        var read = Bench.Run(
            () => reader.ReadRawData(Patience, CancellationToken.None),
            (1, () => Bench.Slot.Insert(Bench.Card))
        );

        Assert.That(read.Payload, Is.EqualTo(new CardData(null, StripeProblem.EdgesLost)));
    }

    private Devices.CardReader.GpioCardReader OpenOverLossyEdges(params uint[] lost)
    {
        Reader.Dispose();
        Bench.StartAgain();
        return Open(new LossySource(Bench.Edges, [Bench.Pins["cardReader.clock"].Line], lost));
    }

    /// <summary>A board whose buffer was full for some edges of a line; their sequence numbers are missing.</summary>
    private sealed class LossySource(IEdgeSource edges, int[] lossyLines, uint[] lost) : IEdgeSource
    {
        public IEdgeStream Open(IReadOnlyList<int> lines) =>
            lines.Intersect(lossyLines).Any() ? new LossyStream(edges.Open(lines), lost) : edges.Open(lines);
    }

    private sealed class LossyStream(IEdgeStream edges, uint[] lost) : IEdgeStream
    {
        public event Action? Available
        {
            add => edges.Available += value;
            remove => edges.Available -= value;
        }

        public int Read(Span<Edge> batch)
        {
            var read = edges.Read(batch);
            var kept = 0;
            foreach (var edge in batch[..read])
                if (!lost.Contains(edge.Sequence))
                    batch[kept++] = edge;
            return kept;
        }

        public void Dispose() => edges.Dispose();
    }
}
