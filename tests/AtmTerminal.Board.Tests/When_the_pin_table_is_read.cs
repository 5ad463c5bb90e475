using System.Text;

namespace AtmTerminal.Board.Tests;

public class When_the_pin_table_is_read
{
    [Test]
    public void Every_pin_is_found_by_its_name()
    {
        var (table, problems) = Parse(
            """{"pins":[{"name":"a","line":3,"use":"output"},{"name":"b","line":4,"use":"inputPullUp"}]}"""
        );

        Assert.That(problems, Is.Empty);
        Assert.That(table!["a"], Is.EqualTo(new Pin("a", 3, PinUse.Output)));
        Assert.That(table["b"], Is.EqualTo(new Pin("b", 4, PinUse.InputPullUp)));
    }

    [Test]
    public void All_problems_are_named_at_once_with_their_paths()
    {
        var (table, problems) = Parse(
            """
            {"pin":1,"pins":[{"name":"a","line":-1,"use":"output"},{"nane":"b","line":4,"use":"sideways"},
            {"name":"c","line":7,"use":"input"},{"name":"c","line":7,"use":"input"}]}
            """
        );

        Assert.That(table, Is.Null);
        Assert.That(
            problems,
            Is.EquivalentTo(
                new[]
                {
                    "pin: unknown key",
                    "pins[0].line: must be a line number from 0",
                    "pins[1].nane: unknown key",
                    "pins[1].name: must be the pin's name in the machine",
                    "pins[1].use: must be one of input, inputPullUp, inputPullDown, output",
                    "pins: the name c is used 2 times",
                    "pins: line 7 is used by c and c",
                }
            )
        );
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("""{"pins":{}}""")]
    public void What_is_no_pin_table_is_one_problem_and_no_exception(string text)
    {
        var (table, problems) = Parse(text);

        Assert.That(table, Is.Null);
        Assert.That(problems, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_name_that_the_table_lacks_is_a_bug() =>
        Assert.That(() => new PinTable([])["dispenser.pick1"], Throws.TypeOf<KeyNotFoundException>());

    private static (PinTable? Table, IReadOnlyList<string> Problems) Parse(string text) =>
        PinTableFile.Parse(Encoding.UTF8.GetBytes(text));
}
