using System.Globalization;

namespace AtmTerminal.Simulation.Tests;

public sealed class When_worlds_are_simulated
{
    /// <summary>So many worlds take a few minutes; the whole campaign is the program's own, and <c>ATM_SEEDS</c> asks for more.</summary>
    private const int OrdinaryRun = 500;

    private static int Seeds =>
        int.TryParse(
            Environment.GetEnvironmentVariable("ATM_SEEDS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seeds
        )
            ? seeds
            : OrdinaryRun;

    [Test]
    public void Every_note_is_accounted_for_whatever_fails_and_whenever()
    {
        var options = SimulationOptions.Ordinary with { Seeds = Seeds };
        using var output = new StringWriter();

        var code = new Campaign(
            options with
            {
                MustExerciseAll = Seeds >= SimulationOptions.Ordinary.Seeds,
            },
            output
        ).Run();

        TestContext.Out.WriteLine(output);
        Assert.That(code, Is.Zero, output.ToString());
    }

    [TestCase(3ul)]
    [TestCase(7ul)]
    [TestCase(47ul)]
    public void The_same_seed_gives_the_same_trace(ulong seed)
    {
        using var first = new World(ScriptWriter.Write(seed, 40));
        using var second = new World(ScriptWriter.Write(seed, 40));

        first.Run();
        second.Run();

        Assert.That(second.Trace.Steps, Is.EqualTo(first.Trace.Steps));
        Assert.That(second.Trace.Hash, Is.EqualTo(first.Trace.Hash));
        Assert.That(first.Trace.Steps, Is.GreaterThan(500), "something has happened");
    }

    [Test]
    public void Another_seed_gives_another_trace()
    {
        using var first = new World(ScriptWriter.Write(1, 10));
        using var second = new World(ScriptWriter.Write(2, 10));

        first.Run();
        second.Run();

        Assert.That(second.Trace.Hash, Is.Not.EqualTo(first.Trace.Hash));
    }

    [Test]
    public void Every_plant_still_fits_the_source()
    {
        using var garden = Garden.Make();

        foreach (var plant in PlantList.All)
            Assert.That(() => garden.Plant(plant).Dispose(), Throws.Nothing, plant.Name);
    }
}
