using AtmTerminal.Board;
using AtmTerminal.SimulatedBoard.CardReader;

namespace AtmTerminal.SimulatedBoard.Tests;

public class When_a_card_passes_the_head
{
    [Test]
    public void Its_bits_come_in_order_at_the_times_at_which_they_passed([Values] bool backward)
    {
        using var board = new CardReaderBoard();
        board.DrawIn(backward ? 180 : 90);
        using var stream = board.Driver.Open([CardReaderBoard.Line("clock"), CardReaderBoard.Line("data")]);
        var began = board.Clock.Elapsed;

        board.Turn(backward ? "motorReverse" : "motorForward", 0.36);

        var edges = new Edge[1024];
        edges = edges[..stream.Read(edges)];
        var cells = StripeEncoder.Encode(CardReaderBoard.Track);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(BitsOf(edges), Is.EqualTo(backward ? cells.Reverse() : cells));
            Assert.That(edges.Select(e => e.At), Is.Ordered);
            Assert.That(edges[0].At, Is.GreaterThanOrEqualTo(began));
            Assert.That(edges[^1].At, Is.LessThanOrEqualTo(board.Clock.Elapsed));
            Assert.That(edges.Select(e => (int)e.Sequence), Is.EqualTo(Enumerable.Range(1, edges.Length)));
        }
        // 252 cells of 0.34 mm at 250 mm/s.
        var clocks = edges.Where(e => e.Line == CardReaderBoard.Line("clock") && !e.Rising).Select(e => e.At).ToList();
        Assert.That((clocks[^1] - clocks[0]).TotalMilliseconds, Is.EqualTo(251 * 1.3587).Within(1));
    }

    [Test]
    public void An_unreadable_pass_has_a_wrong_bit_and_the_next_one_has_none()
    {
        using var board = new CardReaderBoard();
        board.Machine.Arm("card-reader.unreadable");
        board.DrawIn(90);
        using var stream = board.Driver.Open([CardReaderBoard.Line("clock"), CardReaderBoard.Line("data")]);
        var edges = new Edge[1024];

        board.Turn("motorForward", 0.36);
        var first = BitsOf(edges[..stream.Read(edges)]);
        board.Turn("motorReverse", 0.36);
        var second = BitsOf(edges[..stream.Read(edges)]);

        var cells = StripeEncoder.Encode(CardReaderBoard.Track);
        Assert.That(first.Zip(cells).Count(pair => pair.First != pair.Second), Is.EqualTo(1));
        Assert.That(second, Is.EqualTo(cells.Reverse()));
    }

    [Test]
    public void A_stop_in_the_middle_loses_and_doubles_nothing()
    {
        using var board = new CardReaderBoard();
        board.DrawIn(90);
        using var stream = board.Driver.Open([CardReaderBoard.Line("clock"), CardReaderBoard.Line("data")]);

        foreach (var part in (double[])[0.1003, 0.0507, 0.0001, 0.2089])
        {
            board.Turn("motorForward", part);
            board.Pass(0.3);
        }

        var edges = new Edge[1024];
        edges = edges[..stream.Read(edges)];
        Assert.That(BitsOf(edges), Is.EqualTo(StripeEncoder.Encode(CardReaderBoard.Track)));
        Assert.That(edges.Select(e => e.At), Is.Ordered);
    }

    [Test]
    public void It_costs_few_events()
    {
        using var board = new CardReaderBoard();
        board.DrawIn(60);
        var events = 0;
        board.Gpio.Write(CardReaderBoard.Line("motorForward"), System.Device.Gpio.PinValue.High);
        while (board.Clock.NextDue is not null && !board.Sees("rear"))
        {
            board.Clock.TryFireNext();
            events++;
        }

        Assert.That(events, Is.InRange(3, 10));
    }

    private static List<bool> BitsOf(IEnumerable<Edge> edges)
    {
        var (bits, dataIsLow) = (new List<bool>(), false);
        foreach (var edge in edges)
            if (edge.Line == CardReaderBoard.Line("data"))
                dataIsLow = !edge.Rising;
            else if (!edge.Rising)
                bits.Add(dataIsLow);
        return bits;
    }
}
