using AtmTerminal.Domain.Cash;
using static AtmTerminal.Service.Tests.Books;

namespace AtmTerminal.Service.Tests;

/// <summary>Row F3: a wrong count or denomination is found because another person enters the same independently.</summary>
public class When_two_people_enter_an_exchange
{
    private static readonly CashEntry s_entry = CashEntry.OfCountOnly("Olena", AllBut(("1", 2)), Units);

    private static readonly Dictionary<string, Denomination> s_places = Units
        .Where(u => u.Denomination is not null)
        .ToDictionary(u => u.Id, u => u.Denomination!.Value);

    private static readonly CashEntry s_second = s_entry with { By = "Bohdan" };

    [Test]
    public void The_same_figures_of_two_people_are_taken() =>
        Assert.That(EntryCheck.Problem(s_entry, s_second, s_places), Is.Null);

    [TestCase("", ServiceRefusal.NameMissing)]
    [TestCase("  ", ServiceRefusal.NameMissing)]
    [TestCase("Olena", ServiceRefusal.SamePerson)]
    [TestCase(" OLENA ", ServiceRefusal.SamePerson)]
    public void One_person_is_not_enough(string second, ServiceRefusal why) =>
        Assert.That(EntryCheck.Problem(s_entry, s_second with { By = second }, s_places)?.Why, Is.EqualTo(why));

    public static IEnumerable<TestCaseData> Slips =>
        new (string Where, Func<CashEntry, CashEntry> Slip)[]
        {
            ("cassettes as found", e => e with { Found = e.Found with { Cassettes = Notes(("1", 1)) } }),
            ("reject bin", e => e with { Found = e.Found with { Reject = Notes(("1", 1)) } }),
            ("retract bin", e => e with { Found = e.Found with { Retract = Notes(("1", 1)) } }),
            ("notes found elsewhere", e => e with { Found = e.Found with { Elsewhere = Notes(("1", 1)) } }),
            ("cassette 2 as loaded", e => Loaded(e, "2", l => l with { Notes = l.Notes + 1 })),
            ("cassette 3 as loaded", e => Loaded(e, "3", l => l with { Denomination = new(Uah(200)) })),
        }.Select(c => new TestCaseData(c.Where, c.Slip).SetArgDisplayNames(c.Where));

    [TestCaseSource(nameof(Slips))]
    public void A_slip_of_either_is_found_and_named(string where, Func<CashEntry, CashEntry> slip)
    {
        var refusals = new[]
        {
            EntryCheck.Problem(s_entry, slip(s_second), s_places),
            EntryCheck.Problem(slip(s_entry), s_second, s_places),
        };
        Assert.That(refusals.Select(r => r?.Why), Is.All.EqualTo(ServiceRefusal.EntriesDiffer));
        Assert.That(refusals.Select(r => r!.Sentence), Is.All.Contains(where));
    }

    public static IEnumerable<TestCaseData> WrongUnits =>
        new (string What, Func<CashEntry, CashEntry> Make)[]
        {
            ("a cassette is left out", e => e with { Loaded = [.. e.Loaded.Skip(1)] }),
            ("a cassette is named twice", e => e with { Loaded = [.. e.Loaded, e.Loaded[0]] }),
            ("a bin is named", e => e with { Loaded = [.. e.Loaded, new("reject", new(Uah(100)), 1)] }),
            ("below zero", e => Loaded(e, "1", l => l with { Notes = -1 })),
            ("notes of another kind", e => Loaded(e, "1", l => l with { Denomination = new(Uah(500)) })),
        }.Select(c => new TestCaseData(c.Make).SetArgDisplayNames(c.What));

    [TestCaseSource(nameof(WrongUnits))]
    public void What_cannot_stand_in_this_machine_is_refused_although_both_say_so(Func<CashEntry, CashEntry> make) =>
        Assert.That(
            EntryCheck.Problem(make(s_entry), make(s_second), s_places)?.Why,
            Is.EqualTo(ServiceRefusal.UnitsWrong)
        );

    private static CashEntry Loaded(CashEntry entry, string unit, Func<LoadedCassette, LoadedCassette> change) =>
        entry with
        {
            Loaded = [.. entry.Loaded.Select(l => l.Unit == unit ? change(l) : l)],
        };
}
