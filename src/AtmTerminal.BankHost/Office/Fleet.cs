namespace AtmTerminal.BankHost;

/// <summary>A machine at one glance.</summary>
/// <param name="Today">What it gave on this business day, one entry for each currency.</param>
internal sealed record MachineGlance(MachineState State, MachineCondition Condition, IReadOnlyList<MachineDay> Today)
{
    public MachineView Machine => State.Machine;
}

/// <summary>What the bank's people see of the machines that their bank services.</summary>
internal static class Fleet
{
    /// <summary>All of them, by city and district.</summary>
    public static List<MachineGlance> Of(Sql sql, Employee who, Moment at)
    {
        var given = sql.GivenOn(who.Bank, at.BusinessDay).ToLookup(day => day.Terminal);
        var silence = Silence(sql);
        return sql.Fleet(who.Bank)
            .ConvertAll(state => new MachineGlance(
                state,
                MachineRule.Of(state.Signs, at.Now, silence),
                [.. given[state.Machine.Terminal]]
            ));
    }

    /// <summary>One of them; <c>null</c> when there is none, or another bank services it.</summary>
    public static MachineGlance? Machine(Sql sql, Employee who, Moment at, string terminal) =>
        sql.FleetMachine(who.Bank, terminal) is { } state
            ? new(
                state,
                MachineRule.Of(state.Signs, at.Now, Silence(sql)),
                [.. sql.GivenOn(who.Bank, at.BusinessDay).Where(day => day.Terminal == terminal)]
            )
            : null;

    private static TimeSpan Silence(Sql sql) => TimeSpan.FromMinutes(sql.Setting(SignInSettings.SilenceMinutes));
}
