using System.Device.Gpio;
using AtmTerminal.SimulatedBoard.CardReader;

namespace AtmTerminal.SimulatedBoard.Tests;

public class When_a_card_moves
{
    [TestCase(0, "")]
    [TestCase(19, "")]
    [TestCase(21, "entry")]
    [TestCase(94, "entry")]
    [TestCase(96, "entry transport")]
    [TestCase(107, "transport")]
    [TestCase(179, "transport")]
    [TestCase(180, "transport rear")]
    [TestCase(182, "rear")]
    [TestCase(264, "rear")]
    public void The_sensors_see_it_where_the_page_says(int millimetres, string seen)
    {
        using var board = new CardReaderBoard();
        if (millimetres >= 35)
            board.DrawIn(millimetres);
        else
            PushTo(board, millimetres);

        var sensors = ((string[])["entry", "transport", "rear"]).Where(board.Sees);
        Assert.That(string.Join(' ', sensors), Is.EqualTo(seen));
    }

    [Test]
    public void A_closed_slot_lets_none_in()
    {
        using var board = new CardReaderBoard();

        Assert.That(board.Reader.Insert("card1"), Is.False);
    }

    [Test]
    public void A_hand_pulls_it_out_while_it_sticks_out_and_not_when_it_is_inside()
    {
        using var board = new CardReaderBoard();
        board.DrawIn(70);
        Assert.That(board.Reader.Pull());
        board.Pass(1);
        Assert.That(board.Now.Card, Is.Null);

        board.DrawIn(90);
        Assert.That(board.Reader.Pull(), Is.False);
    }

    [Test]
    public void One_that_the_customer_forgets_stays_in_the_slot()
    {
        using var board = new CardReaderBoard();
        board.DrawIn(45);
        board.Machine.Arm("card-reader.not-taken");

        Assert.That((board.Reader.Pull(), board.Now.Place), Is.EqualTo((false, CardPlace.InSlot)));
        Assert.That(board.Reader.Pull(), "Once only.");
    }

    [Test]
    public void The_motor_does_not_throw_it_out_of_the_slot()
    {
        using var board = new CardReaderBoard();
        board.DrawIn(90);
        board.Turn("motorReverse", 1.5);

        Assert.That((board.Now.Card, board.Now.InnerEdgeMm), Is.EqualTo(("card1", 28.0)).Within(0.01));
    }

    [Test]
    public void Past_the_last_roller_it_falls_into_the_bin_and_the_bins_sensor_sees_it_fall()
    {
        using var board = new CardReaderBoard();
        using var stream = board.Driver.Open([CardReaderBoard.Line("retainBin")]);
        board.DrawIn(300);
        board.Pass(1);

        var edges = new Board.Edge[8];
        Assert.That(stream.Read(edges), Is.EqualTo(2));
        Assert.That(board.Now.Retained, Is.EqualTo(new[] { "card1" }));

        board.Reader.EmptyRetainBin();
        Assert.That(board.Now.InHand.Select(c => c.Id), Is.EqualTo(new[] { "card1" }));
    }

    private static void PushTo(CardReaderBoard board, int millimetres)
    {
        board.Gpio.Write(CardReaderBoard.Line("shutter"), PinValue.High);
        board.Reader.Insert("card1");
        board.Pass(millimetres / 200.0);
    }
}
