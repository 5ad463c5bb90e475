using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;
using Npgsql;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Losing PostgreSQL in the middle of anything: "system malfunction" at most, never a wrong yes, and nothing half done.</summary>
public class When_the_database_server_fails() : HostSituation(StoreKind.PostgreSql)
{
    [SetUp]
    public void Prepare()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
    }

    [Test]
    public void A_connection_that_was_lost_between_two_messages_is_not_noticed_by_the_terminal()
    {
        EndConnections();

        Assert.That(Complete(), Is.EqualTo("00"));
        ExpectOnePosting();
    }

    [Test]
    public void A_connection_that_is_lost_before_the_commit_is_sent_costs_a_second_run_and_nothing_else()
    {
        var runs = 0;
        Host.Core.Database.AtCommit = point =>
        {
            if (point == CommitPoint.Before && ++runs == 1)
                EndConnections();
        };

        // The commit itself finds the connection gone, so nobody can know that it never arrived.
        Assert.That(Complete(), Is.EqualTo("96"));
        Assert.That(Host.Core.Queries.Postings(Terminal.Id), Is.Empty);
        Assert.That(Complete(), Is.EqualTo("00"));
        ExpectOnePosting();
    }

    [Test]
    public void A_connection_that_is_lost_in_the_middle_of_the_work_is_replaced_and_the_work_runs_again()
    {
        var runs = 0;

        var number = Host.Core.Database.InTransaction(sql =>
        {
            sql.Execute("UPDATE account SET balance = balance + 1 WHERE home = 2");
            if (++runs == 1)
                EndConnections();
            return sql.Number("SELECT balance FROM account WHERE home = 2");
        });

        Assert.That((runs, number), Is.EqualTo((2, Host.Poor.OpeningBalance.MinorUnits + 1)));
    }

    [Test]
    public void A_commit_whose_end_was_not_heard_gets_a_malfunction_and_the_repeat_gets_the_stored_answer()
    {
        Host.Core.Database.AtCommit = point =>
        {
            if (point == CommitPoint.Within)
                throw new NpgsqlException("The line broke.");
        };

        Assert.That(Complete(), Is.EqualTo("96"));
        Host.Core.Database.AtCommit = null;

        Assert.That(
            Complete(),
            Is.EqualTo("00"),
            "A server is not a disk: the next transaction takes a new connection."
        );
        ExpectOnePosting();
    }

    [Test]
    public void A_transaction_that_a_deadlock_undid_is_run_again()
    {
        using var meeting = new Barrier(2);
        var runs = 0;

        Parallel.Invoke(() => Cross("2", "3"), () => Cross("3", "2"));

        Assert.That(runs, Is.AtLeast(3), "One of the two was undone and ran again.");
        Assert.That(
            Host.Core.Database.Read(sql => sql.Number("SELECT CAST(SUM(held) AS BIGINT) FROM account WHERE home > 1")),
            Is.EqualTo(4)
        );

        void Cross(string first, string second)
        {
            var isFirstRun = true;
            Host.Core.Database.InTransaction(sql =>
            {
                Interlocked.Increment(ref runs);
                sql.Execute($"UPDATE account SET held = held + 1 WHERE home = {first}");
                if (isFirstRun)
                    meeting.SignalAndWait();
                isFirstRun = false;
                return sql.Execute($"UPDATE account SET held = held + 1 WHERE home = {second}");
            });
        }
    }

    [Test]
    public void A_server_that_warns_at_the_commit_has_not_said_yes()
    {
        // So does a server that gives up waiting for its replica: the commit is there, and goes with this one disk.
        Host.Core.Database.InTransaction(sql =>
        {
            sql.ChangeSchema(
                """
                CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'not replicated'; RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER warns AFTER INSERT ON posted DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION warn();
                """
            );
            return true;
        });

        Assert.That(Complete(), Is.EqualTo("96"));
        Assert.That(Complete(), Is.EqualTo("00"));
        ExpectOnePosting();
    }

    [Test]
    public void While_it_is_away_every_answer_is_a_malfunction_and_when_it_is_back_all_is_right()
    {
        using var server = PostgreSqlServer.Start();
        TestDatabases.Tell(server, "CREATE DATABASE bank");
        var store = StoreAddress.OfPostgreSql(server.ConnectionString("bank"));
        using var core = HostCore.OpenAt(store, Host.Secrets, Host.Bank, Host.Clock, Serilog.Core.Logger.None);
        Assert.That(Ask(core, Terminal.Withdrawal(1, Host.Rich, Uah(500))), Is.EqualTo("00"));
        core.Database.AtCommit = point =>
        {
            if (point == CommitPoint.Before)
                server.Stop();
        };

        Assert.That(Ask(core, Terminal.Completion(1, Uah(500), card: Host.Rich)), Is.EqualTo("96"));
        core.Database.AtCommit = null;
        Assert.That(Ask(core, Terminal.Completion(1, Uah(500), card: Host.Rich)), Is.EqualTo("96"));
        Assert.That(Ask(core, Terminal.Echo()), Is.EqualTo("96"));

        server.StartAgain();
        Assert.That(core.Queries.Postings(Terminal.Id), Is.Empty);
        Assert.That(Ask(core, Terminal.Completion(1, Uah(500), card: Host.Rich)), Is.EqualTo("00"));
        Assert.That(core.Queries.Postings(Terminal.Id), Has.Count.EqualTo(1));
        Assert.That(core.Queries.CheckLedger(), Is.Empty);
    }

    private string Complete() => Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich, isRepeat: true));

    private void ExpectOnePosting()
    {
        Assert.That(Host.Core.Queries.Postings(Terminal.Id), Has.Count.EqualTo(1));
        Assert.That(Host.Core.Queries.PostedSum(Terminal.Id, Currency.Uah), Is.EqualTo(Uah(500)));
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    private static string Ask(HostCore core, Question question)
    {
        var answer = new byte[Frame.MostBytes];
        var length = core.Handle(question.Frame, answer);
        return Refusals.ResponseOf(question.Read(answer.AsSpan(0, length))!).Value;
    }

    private void EndConnections() =>
        TestDatabases.Tell(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{new NpgsqlConnectionStringBuilder(Host.Server).Database}'"
        );
}
