using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AtmTerminal.BankHost.Tests;
using Npgsql;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>
/// The rival: PostgreSQL's own load generator, calling one function of the server that changes the same rows as an authorisation and
/// decides nothing but whether the money is there. Its rows are of another day, so that they count towards no limit of ours.
/// </summary>
internal sealed partial class PgBench
{
    private const string Function = """
        CREATE FUNCTION rival_authorise(p_home BIGINT, p_terminal TEXT, p_number BIGINT) RETURNS BIGINT AS $$
        DECLARE
            mine account%ROWTYPE;
        BEGIN
            SELECT * INTO mine FROM account WHERE home = p_home FOR UPDATE;
            INSERT INTO hold (home, terminal, number, state, token, account, currency, amount, commission, basis_points,
                business_day, placed_at, expires_at)
            VALUES (p_home, p_terminal, p_number, 'Declined', 'a token of as many letters as ours has them',
                mine.account, mine.currency, 5000, 0, 0, 20200101, 1577836800000, 4102444800000)
            ON CONFLICT DO NOTHING;
            UPDATE account SET held = held + 5000
            WHERE home = p_home AND account = mine.account AND balance - held >= 5000;
            UPDATE hold SET state = 'Held' WHERE home = p_home AND terminal = p_terminal AND number = p_number;
            INSERT INTO answer (home, terminal, number, kind, question, response_code, approval_code,
                available_balance, balance_currency, left_today)
            VALUES (p_home, p_terminal, p_number, 'Authorization', 'a token of as many letters as ours has them 5000+0 UAH',
                '00', '000001', mine.balance - mine.held - 5000, mine.currency, 1995000);
            RETURN mine.balance - mine.held - 5000;
        END $$ LANGUAGE plpgsql;
        """;

    private readonly HostBank _bank;
    private readonly string _script;
    private int _rounds;

    public PgBench(HostBank bank)
    {
        _bank = bank;
        _script = Path.Combine(bank.Folder, "rival.sql");
        using var connection = new NpgsqlConnection(bank.ConnectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(Function, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs so many transactions of each client.</summary>
    /// <returns>Seconds for one, all clients together, without those of connecting.</returns>
    public double Run(int clients, int each)
    {
        File.WriteAllText(
            _script,
            $"""
            \set home random(1, {HostBank.Customers})
            \set number :number + 1
            SELECT rival_authorise(:home, 'R' || :client_id, :number);
            """
        );
        var start = new ProcessStartInfo(
            PostgreSqlPrograms.PathOf("pgbench"),
            [
                .. $"-n -M prepared -h 127.0.0.1 -p {_bank.Server.Port} -U {PostgreSqlServer.User}".Split(' '),
                .. $"-c {clients} -j 2 -t {each} -D number={_rounds++ * each} -f".Split(' '),
                _script,
                HostBank.Database,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = PostgreSqlServer.Password;
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Rate().Match(said) is { Success: true } rate
            ? 1 / double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench measured nothing: {error.GetAwaiter().GetResult()}");
    }

    [GeneratedRegex(@"tps = ([\d.]+) \(without")]
    private static partial Regex Rate();
}
