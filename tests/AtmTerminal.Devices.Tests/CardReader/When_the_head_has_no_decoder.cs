using AtmTerminal.Board;

namespace AtmTerminal.Devices.Tests.CardReader;

public class When_the_head_has_no_decoder : CardReaderTest
{
    private protected override PinTable Pins() =>
        new([
            .. Bench.PinsOfTheMachine().Pins.Where(p => p.Name is not ("cardReader.clock" or "cardReader.data")),
            new("cardReader.flux", 73, PinUse.InputPullUp),
        ]);

    [Test]
    public void The_flux_changes_alone_give_the_card()
    {
        Assert.That(ReadInserted().Payload?.Track2?.Reveal(), Is.EqualTo(Bench.Track));
    }

    [Test]
    public void The_pass_back_gives_it_when_the_pass_in_did_not()
    {
        Arm("card-reader.unreadable", once: true);

        Assert.That(ReadInserted().Payload?.Track2?.Reveal(), Is.EqualTo(Bench.Track));
    }
}
