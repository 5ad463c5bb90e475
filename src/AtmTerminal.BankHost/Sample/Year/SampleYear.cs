using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.BankHost;

/// <summary>
/// Writes a year of eight banks into an empty store, for people who want to see what the program shows. It ends with the business
/// day before the one in which it is made, so that a host that runs on it goes on from there.
/// </summary>
internal sealed class SampleYear
{
    /// <summary>Customers whose rows are written in one transaction.</summary>
    private const int CustomersAtOnce = 500;

    private readonly HostDatabase _database;
    private readonly HostSecrets _secrets;
    private readonly YearSize _size;
    private readonly SampleBank _sample = new();
    private readonly YearWorld _world;
    private readonly YearTables _tables = new();
    private readonly MachineYear[] _machines;

    private SampleYear(HostDatabase database, HostSecrets secrets, YearSize size, DateTimeOffset now)
    {
        (_database, _secrets, _size) = (database, secrets, size);
        var last = YearClock.DayOf(now).AddDays(-1);
        _world = new(size, new(last.AddDays(-364), last));
        _machines =
        [
            .. _world.Machines.Select(machine => new MachineYear(
                machine,
                _world.Branches.First(branch => branch.Code == machine.Branch),
                _world.Year,
                new(size.Seed, stream: -2 - machine.Index)
            )),
        ];
    }

    /// <summary>Writes the year.</summary>
    /// <param name="now">The host's clock; the year ends the day before.</param>
    /// <returns>What was made, a line for each kind of thing; <c>null</c> when the store is not empty, and nothing was written.</returns>
    public static IReadOnlyList<string>? WriteInto(
        HostDatabase database,
        HostSecrets secrets,
        YearSize size,
        DateTimeOffset now
    )
    {
        if (database.Read(sql => sql.Number("SELECT COUNT(*) FROM bank")) > 0)
            return null;
        var year = new SampleYear(database, secrets, size, now);
        year.Write();
        ReportPass.Run(database, now);
        return year.Summary();
    }

    private void Write()
    {
        WriteWorld();
        var customers = Customers();
        Live(customers);
        var times = NumberOperations(customers);
        WriteCustomers(customers);
        for (var i = 0; i < _machines.Length; i++)
            _machines[i].AddTo(_tables, times[i]);
        Flush();
    }

    private void WriteWorld() =>
        _database.InTransaction(sql =>
        {
            SampleWriter.Write(sql, _sample, _secrets);
            WorldRows.Write(sql, _world, _sample);
            return true;
        });

    private List<YearCustomer> Customers()
    {
        List<YearCustomer> customers = [];
        for (var i = 0; i < _size.Customers; i++)
        {
            var home = _sample.Cards.Count + 1L + i;
            var draw = new YearDraw(_size.Seed, home);
            var branch = _world.Homes.Draw(draw);
            // One of six has come to the bank within the year.
            var openedOn = draw.Happens(1 / 6.0)
                ? _world.Year.From.AddDays(draw.Below(350))
                : _world.Year.From.AddDays(-draw.Between(1, 6 * 365));
            var person = YearPerson.Drawn(YearWorld.CountryOf(branch.City), branch.City, home, openedOn, draw);
            var cards = YearCards.Drawn(branch, person, openedOn, _world.Year, draw);
            customers.Add(
                new()
                {
                    Home = home,
                    Branch = branch,
                    Person = person,
                    OpenedOn = openedOn,
                    Cards = cards,
                    Habit = Math.Exp(0.6 * draw.Bell()) * cards.UsableShare,
                }
            );
        }
        return customers;
    }

    /// <summary>Shares the operations out by the customers' habits, so that their number is exactly the one that was asked for.</summary>
    private void Live(IReadOnlyList<YearCustomer> customers)
    {
        var fees = _database.Read(Fees);
        var (habits, all) = (0.0, customers.Sum(customer => customer.Habit));
        var shared = 0L;
        foreach (var customer in customers)
        {
            habits += customer.Habit;
            var upTo = (long)Math.Round(_size.Operations * (habits / all));
            // Another stream than the one that made the customer.
            var draw = new YearDraw(_size.Seed, customer.Home + int.MaxValue);
            CustomerYear.Live(
                _world,
                customer,
                (int)(upTo - shared),
                (kind, currency) => fees.GetValueOrDefault((kind.ToString(), currency.Code)),
                draw
            );
            shared = upTo;
        }
    }

    private static Dictionary<(string Kind, string Currency), long> Fees(Sql sql) =>
        sql.All(
                "SELECT kind, currency, amount FROM fee",
                static row => (Key: (row.GetString(0), row.GetString(1)), Amount: row.GetInt64(2))
            )
            .ToDictionary(fee => fee.Key, fee => fee.Amount);

    /// <summary>Every machine counts its operations in the order of their time.</summary>
    /// <returns>The times, machine by machine.</returns>
    private DateTimeOffset[][] NumberOperations(IReadOnlyList<YearCustomer> customers)
    {
        var ofMachine = _machines.Select(_ => new List<(DateTimeOffset At, int Customer, int Operation)>()).ToArray();
        for (var customer = 0; customer < customers.Count; customer++)
        for (var i = 0; i < customers[customer].Operations.Length; i++)
            ofMachine[customers[customer].Operations[i].Machine]
                .Add((customers[customer].Operations[i].At, customer, i));
        foreach (var operations in ofMachine)
        {
            operations.Sort();
            for (var i = 0; i < operations.Count; i++)
                customers[operations[i].Customer].Operations[operations[i].Operation].Number = i + 1;
        }
        return [.. ofMachine.Select(operations => operations.Select(operation => operation.At).ToArray())];
    }

    private void WriteCustomers(IReadOnlyList<YearCustomer> customers)
    {
        var people = new CustomerRows(_tables, _world, _secrets);
        var operations = new OperationRows(_tables, _world);
        for (var i = 0; i < customers.Count; i++)
        {
            var customer = customers[i];
            var cards = people.Add(customer);
            foreach (ref readonly var operation in customer.Operations.AsSpan())
            {
                operations.Add(customer, operation, cards[operation.Card].Token);
                TellMachine(customer, operation);
            }
            TellOfKeptCard(customer, cards);
            if ((i + 1) % CustomersAtOnce == 0)
                Flush();
        }
        Flush();
    }

    private void TellMachine(YearCustomer customer, in YearOperation operation)
    {
        if (operation.End == YearEnd.Given)
            _machines[operation.Machine].Give(YearClock.DayOf(operation.At), operation.Given);
        if (!operation.WasSuspect)
            return;
        var given = Money.FromMinorUnits(operation.Given, customer.Country.Currency);
        var settled = operation.End switch
        {
            YearEnd.Given => new YearCase(operation.Asked, null, operation.EndedAt, $"completed with {given}"),
            YearEnd.Reversed => new YearCase(operation.Asked, null, operation.EndedAt, "released"),
            _ => new YearCase(operation.Asked, null, null, null),
        };
        const string text = "the notes were presented and the machine stopped before it saw them taken";
        _machines[operation.Machine]
            .Tell(new(operation.At.AddMinutes(2), NoticeKinds.Suspect, operation.Number, text, settled));
    }

    private void TellOfKeptCard(YearCustomer customer, IReadOnlyList<(string Token, string Masked)> cards)
    {
        if (customer is not { KeptBy: { } machine, Cards.Capture: { } capture })
            return;
        var (token, masked) = cards[capture.Card];
        var kept = new YearKept(customer.Home, token, masked, capture.EndedOn, capture.EndedBy);
        _machines[machine.Index]
            .Tell(new(capture.At, NoticeKinds.CardRetained, 0, $"{masked}: three wrong PINs", Kept: kept));
    }

    private void Flush()
    {
        _database.InTransaction(sql =>
        {
            _tables.WriteTo(sql);
            return true;
        });
        _tables.Clear();
    }

    private List<string> Summary() =>
        [
            $"{YearBanks.All.Count} banks, {_world.Branches.Count} branches, {_world.Machines.Count} machines",
            Line(_tables.Customer, "customers"),
            Line(_tables.Card, "cards"),
            Line(_tables.CardEvent, "events of cards"),
            Line(_tables.Hold, "operations"),
            Line(_tables.Posted, "of them paid"),
            Line(_tables.Answer, "of them declined"),
            Line(_tables.Entry, "lines of the ledger"),
            Line(_tables.Case, "cases"),
            Line(_tables.CapturedCard, "captured cards"),
            $"from {_world.Year.From:yyyy-MM-dd} to {_world.Year.To:yyyy-MM-dd}",
        ];

    private static string Line(BulkTable table, string what) => string.Create(null, $"{table.Count:N0} {what}");
}
