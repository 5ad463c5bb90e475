using System.Text;
using AtmTerminal.SimulatedBoard.CardReader;

namespace AtmTerminal.SimulatedBoard.Tests;

public class When_a_card_outlives_the_process
{
    private string _file = null!;

    [SetUp]
    public void Name_a_file() => _file = Path.Combine(Path.GetTempPath(), $"board-{Guid.NewGuid():N}.state");

    [TearDown]
    public void Remove_it() => File.Delete(_file);

    [Test]
    public void It_is_still_where_it_was()
    {
        using (var board = new CardReaderBoard(_file))
            board.DrawIn(150);

        using var again = new CardReaderBoard(_file);
        Assert.That((again.Now.Card, again.Now.InnerEdgeMm), Is.EqualTo(("card1", 150.0)).Within(0.01));
        Assert.That(again.Sees("transport"));
    }

    [Test]
    public void One_in_the_bin_stays_there()
    {
        using (var board = new CardReaderBoard(_file))
            board.DrawIn(300);

        using var again = new CardReaderBoard(_file);
        Assert.That(again.Now.Retained, Is.EqualTo(new[] { "card1" }));
    }

    [Test]
    public void Nothing_of_its_stripe_is_in_the_state_file()
    {
        using (var board = new CardReaderBoard(_file))
            board.DrawIn(150);

        var state = Encoding.Latin1.GetString(File.ReadAllBytes(_file));
        Assert.That(state, Does.Contain("card1").And.Not.Contain("4000000").And.Not.Contain("2912"));
    }

    [Test]
    public void One_that_the_rack_no_longer_holds_is_gone()
    {
        using (var board = new CardReaderBoard(_file))
            board.DrawIn(150);

        using var again = new CardReaderBoard(_file, new RackCard("card2", "another", null));
        Assert.That((again.Now.Card, again.Sees("transport")), Is.EqualTo(((string?)null, false)));
    }
}
