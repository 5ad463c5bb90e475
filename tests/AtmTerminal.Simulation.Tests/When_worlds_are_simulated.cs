using System.Globalization;
using System.Text.RegularExpressions;

namespace AtmTerminal.Simulation.Tests;

public sealed partial class When_worlds_are_simulated
{
    /// <summary><c>ATM_SEEDS</c> asks for another number of worlds; with fewer nothing is said of what was never exercised.</summary>
    private static int Seeds =>
        int.TryParse(
            Environment.GetEnvironmentVariable("ATM_SEEDS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seeds
        )
            ? seeds
            : SimulationOptions.Ordinary.Seeds;

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
    public void Every_row_of_the_failure_matrix_is_met_or_proven_elsewhere()
    {
        var matrix = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "failure-matrix.md"));
        var rows = RowNumber().Matches(matrix).Select(m => m.Groups[1].Value).ToList();

        Assert.That(rows, Has.Count.EqualTo(66));
        Assert.That(
            MatrixRows.Reachable.Concat(MatrixRows.ElsewhereOnly.Select(r => r.Row)),
            Is.EquivalentTo(rows.Append("O1"))
        );
    }

    [Test]
    public void Every_plant_still_fits_the_source()
    {
        using var garden = Garden.Make();

        foreach (var plant in PlantList.All)
            Assert.That(() => garden.Plant(plant).Dispose(), Throws.Nothing, plant.Name);
    }

    [GeneratedRegex(@"^\| ([A-F]\d+) \|", RegexOptions.Multiline)]
    private static partial Regex RowNumber();
}
