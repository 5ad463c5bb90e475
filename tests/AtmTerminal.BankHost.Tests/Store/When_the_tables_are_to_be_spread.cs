namespace AtmTerminal.BankHost.Tests;

/// <summary>The schema fits a cluster: each table has its place, and everything of one customer lies on one server.</summary>
public class When_the_tables_are_to_be_spread() : HostSituation(StoreKind.PostgreSql)
{
    [Test]
    public void Every_table_has_a_place() =>
        Assert.That(
            SchemaLayout.Tables.Select(table => table.Table),
            Is.EquivalentTo(Names("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")),
            "Add a new table to SchemaLayout."
        );

    [Test]
    public void Every_key_and_unique_index_of_a_customer_s_table_begins_with_the_home()
    {
        var others = Names(
            $"""
            SELECT t.relname || ' ' || i.relname FROM pg_index x
            JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
            WHERE x.indisunique AND a.attname <> 'home' AND t.relname IN ({Quoted(TableSpread.ByHome)})
            """
        );

        Assert.That(others, Is.Empty);
        Assert.That(Names("SELECT indexrelid::text FROM pg_index WHERE indisunique"), Is.Not.Empty);
    }

    [Test]
    public void Every_key_and_unique_index_of_a_terminal_s_table_has_the_terminal_in_it() =>
        Assert.That(
            Names(
                $"""
                SELECT i.relname FROM pg_index x
                JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
                WHERE x.indisunique AND t.relname IN ({Quoted(TableSpread.ByTerminal)}) AND NOT EXISTS (
                    SELECT 1 FROM pg_attribute a
                    WHERE a.attrelid = t.oid AND a.attname = 'terminal' AND a.attnum = ANY (x.indkey))
                """
            ),
            Is.Empty
        );

    [Test]
    public void A_foreign_key_leads_to_a_reference_table_or_from_home_to_the_same_home()
    {
        var keys = Host.Core.Database.Read(sql =>
            sql.All(
                """
                SELECT f.relname, t.relname, fa.attname, ta.attname FROM pg_constraint c
                JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
                JOIN pg_attribute fa ON fa.attrelid = f.oid AND fa.attnum = c.conkey[1]
                JOIN pg_attribute ta ON ta.attrelid = t.oid AND ta.attnum = c.confkey[1]
                WHERE c.contype = 'f'
                """,
                static row =>
                    (From: row.GetString(0), To: row.GetString(1), First: row.GetString(2), Their: row.GetString(3))
            )
        );

        Assert.That(
            keys,
            Has.Some.Matches<(string From, string To, string, string)>(key => key is ("card", "account", _, _))
        );
        foreach (var key in keys)
        {
            var isWithinHome = SpreadOf(key.From) == TableSpread.ByHome && SpreadOf(key.To) == TableSpread.ByHome;
            Assert.That(
                SpreadOf(key.To) == TableSpread.Reference
                    || (isWithinHome && (key.First, key.Their) is ("home", "home")),
                $"{key.From} to {key.To}"
            );
            Assert.That(PlaceOf(key.To), Is.LessThan(PlaceOf(key.From)), $"{key.To} is spread before {key.From}");
        }
    }

    [Test]
    public void The_calls_name_the_column_and_the_table_to_lie_beside() =>
        Assert.That(
            new[] { "bank", "account", "hold", "notice" }.Select(name =>
                SchemaLayout.CallFor(SchemaLayout.Tables.Single(table => table.Table == name))
            ),
            Is.EqualTo(
                new[]
                {
                    "SELECT create_reference_table('bank')",
                    "SELECT create_distributed_table('account', 'home', colocate_with => 'none')",
                    "SELECT create_distributed_table('hold', 'home', colocate_with => 'account')",
                    "SELECT create_distributed_table('notice', 'terminal', colocate_with => 'taken')",
                }
            )
        );

    [Test]
    public void Where_the_extension_is_there_each_table_is_spread_once()
    {
        // Two functions and a table stand for the extension: they note what they are called with.
        Host.Core.Database.InTransaction(sql =>
        {
            sql.ChangeSchema(
                """
                CREATE SCHEMA stand_in;
                CREATE TABLE stand_in.pg_dist_partition (logicalrelid regclass PRIMARY KEY);
                CREATE FUNCTION stand_in.create_reference_table(t regclass) RETURNS void LANGUAGE sql AS
                    'INSERT INTO stand_in.pg_dist_partition VALUES (t)';
                CREATE FUNCTION stand_in.create_distributed_table(t regclass, c text, colocate_with text) RETURNS void
                    LANGUAGE sql AS 'INSERT INTO stand_in.pg_dist_partition VALUES (t)';
                SET LOCAL search_path = public, stand_in;
                """
            );
            SchemaLayout.Distribute(sql);
            SchemaLayout.Distribute(sql);
            Assert.That(
                sql.Number("SELECT COUNT(*) FROM stand_in.pg_dist_partition"),
                Is.EqualTo(SchemaLayout.Tables.Count)
            );
            return true;
        });
    }

    [Test]
    [NonParallelizable]
    public void Without_the_extension_one_sentence_says_so()
    {
        var (exitCode, error) = Captured.Run(() => StoreProgram.Distribute(new(Host.Folder, Database: Host.Server)));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("has no extension citus"));
    }

    private static TableSpread SpreadOf(string table) =>
        SchemaLayout.Tables.Single(layout => layout.Table == table).Spread;

    private static int PlaceOf(string table) =>
        SchemaLayout.Tables.Select(layout => layout.Table).ToList().IndexOf(table);

    private static string Quoted(TableSpread spread) =>
        string.Join(
            ", ",
            SchemaLayout.Tables.Where(table => table.Spread == spread).Select(table => $"'{table.Table}'")
        );

    private List<string> Names(string statement) =>
        Host.Core.Database.Read(sql => sql.All(statement, static row => row.GetString(0)));
}
