using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>A machine of the sample.</summary>
/// <param name="Index">From 0, in the order of their numbers.</param>
/// <param name="Appeal">How many people go to it, beside the others around.</param>
internal sealed record YearMachine(
    int Index,
    string Terminal,
    YearBank Bank,
    string Branch,
    YearCountry Country,
    YearCity City,
    YearAddress Address,
    double Appeal
);

internal sealed record YearBranch(
    string Code,
    YearBank Bank,
    YearCity City,
    YearAddress Address,
    IReadOnlyList<YearClerk> Clerks
);

internal sealed record YearClerk(string Code, string Name, string Position, string Rights);

/// <summary>The banks, where their branches and machines stand, and who works there.</summary>
internal sealed class YearWorld
{
    private const int LeastMachines = 40;
    private const int AllMachines = 200;
    private const double AppealOfHome = 4;

    private readonly Dictionary<string, Weighted<YearMachine>> _ofCity = [];
    private readonly Dictionary<(string Bank, string City), Weighted<YearMachine>> _ofBankInCity = [];
    private readonly Dictionary<YearCountry, Weighted<YearMachine>> _ofCountry = [];

    public YearWorld(YearSize size, Period year)
    {
        Year = year;
        var draw = new YearDraw(size.Seed, stream: -1);
        Branches = [.. YearBanks.All.SelectMany(bank => BranchesOf(bank, draw))];
        Machines = PlaceMachines(Math.Clamp((int)(AllMachines * size.Scale), LeastMachines, AllMachines), draw);
        Rhythms = Countries.ToDictionary(country => country, country => new YearRhythm(country, year, draw));
        foreach (var group in Machines.GroupBy(machine => machine.City.Name))
            _ofCity[group.Key] = Weigh(group);
        foreach (var group in Machines.GroupBy(machine => (machine.Bank.Code, machine.City.Name)))
            _ofBankInCity[group.Key] = Weigh(group);
        foreach (var group in Machines.GroupBy(machine => machine.Country))
            _ofCountry[group.Key] = Weigh(group);
        Homes = new([.. Branches], branch => branch.Bank.Share * branch.City.Weight);
    }

    public static IReadOnlyList<YearCountry> Countries { get; } = [YearPlaces.Ukraine, YearPlaces.Vietnam];

    public Period Year { get; }

    public IReadOnlyList<YearBranch> Branches { get; }

    public IReadOnlyList<YearMachine> Machines { get; }

    public IReadOnlyDictionary<YearCountry, YearRhythm> Rhythms { get; }

    /// <summary>The branch in which a customer has opened the account.</summary>
    public Weighted<YearBranch> Homes { get; }

    public static YearCountry CountryOf(YearCity city) => Countries.First(country => country.Cities.Contains(city));

    /// <summary>Where a customer of a branch goes: mostly to the own bank, mostly in the own city.</summary>
    /// <param name="faithful">How often the own bank is preferred.</param>
    public YearMachine MachineFor(YearBranch branch, double faithful, YearDraw draw)
    {
        var onTheRoad = draw.Happens(0.05);
        if (onTheRoad)
            return _ofCountry[CountryOf(branch.City)].Draw(draw);
        return draw.Happens(faithful) && _ofBankInCity.TryGetValue((branch.Bank.Code, branch.City.Name), out var own)
                ? own.Draw(draw)
            : _ofCity.TryGetValue(branch.City.Name, out var near) ? near.Draw(draw)
            : _ofCountry[CountryOf(branch.City)].Draw(draw);
    }

    private static Weighted<YearMachine> Weigh(IEnumerable<YearMachine> machines) =>
        new([.. machines], static machine => machine.Appeal);

    private static IEnumerable<YearBranch> BranchesOf(YearBank bank, YearDraw draw)
    {
        for (var i = 0; i < bank.Cities.Count; i++)
        {
            var city = Countries.SelectMany(country => country.Cities).First(one => one.Name == bank.Cities[i]);
            var code = $"{bank.Code}-{i + 1:D2}";
            var country = CountryOf(city);
            yield return new(code, bank, city, country.Address(city, draw), ClerksOf(code, country, draw));
        }
    }

    private static List<YearClerk> ClerksOf(string branch, YearCountry country, YearDraw draw)
    {
        (string Position, string Rights)[] posts =
        [
            ("branch manager", "Look Accounts Cards Cases Money Rules"),
            ("card clerk", "Look Accounts Cards"),
            ("complaints clerk", "Look Cases"),
        ];
        return
        [
            .. posts.Select(
                (post, at) =>
                    new YearClerk(
                        $"{branch.Replace("-", "")}{at + 1}",
                        country.Names.Full(draw, draw.Happens(0.5)),
                        post.Position,
                        post.Rights
                    )
            ),
        ];
    }

    /// <summary>One machine for each branch while they last, the rest where most people live. The first is the Lab's.</summary>
    private List<YearMachine> PlaceMachines(int count, YearDraw draw)
    {
        List<YearMachine> machines = [];
        var more = new Weighted<YearBranch>([.. Branches], branch => branch.Bank.Share * branch.City.Weight);
        for (var i = 0; i < count; i++)
        {
            var branch = i < Branches.Count ? Branches[i] : more.Draw(draw);
            var country = CountryOf(branch.City);
            var appeal = Math.Exp(0.55 * draw.Bell()) * (i < Branches.Count ? AppealOfHome : 1);
            machines.Add(
                new(
                    i,
                    $"ATM{i + 1:D5}",
                    branch.Bank,
                    branch.Code,
                    country,
                    branch.City,
                    i == 0 ? new("Khreshchatyk 1", "Pecherskyi", "Kyiv") : country.Address(branch.City, draw),
                    appeal
                )
            );
        }
        return machines;
    }
}

/// <summary>How large the sample is, and which.</summary>
/// <param name="Scale">1 is 50,000 customers with 2 million operations; 0.0001 to 2.</param>
/// <param name="Seed">The same seed makes the same year, but for what is sealed with the vault's key.</param>
internal sealed record YearSize(double Scale, long Seed)
{
    public int Customers => Math.Max((int)(50_000 * Scale), 1);

    public long Operations => Math.Max((long)(2_000_000 * Scale), 1);
}
