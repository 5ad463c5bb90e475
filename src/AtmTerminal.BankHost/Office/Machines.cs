namespace AtmTerminal.BankHost;

/// <summary>A machine in the bank's catalogue.</summary>
/// <param name="Terminal">Eight characters, as the machine signs on with.</param>
/// <param name="Bank">The one bank that services it and earns its commissions.</param>
/// <param name="KeyId">What the serial numbers of its messages begin with, in upper-case hexadecimal.</param>
internal sealed record MachineView(
    string Terminal,
    string Bank,
    string Branch,
    string Address,
    string District,
    string City,
    string KeyId
);

/// <summary>The catalogue of machines. Where they stand, and which branch looks after them.</summary>
internal static class Machines
{
    /// <summary>Enters a machine, or changes what is known of one. Its bank and its keys stay what they were.</summary>
    public static OfficeResult<MachineView> Save(Sql sql, Employee who, Moment at, MachineView machine)
    {
        var before = sql.Machine(machine.Terminal);
        if (who.Lacks(Rights.Rules, before?.Bank ?? machine.Bank, $"machine {machine.Terminal}") is { } lacking)
            return lacking;
        if (Problem(machine) is { } wrong)
            return new OfficeProblem(Refusal.WrongInput, wrong);
        if (before is not null && (before.Bank, before.KeyId) != (machine.Bank, machine.KeyId))
            return new OfficeProblem(
                Refusal.NotNow,
                "A machine keeps its bank and its keys: enter it under another number to give it others."
            );
        if (sql.BankOfBranch(machine.Branch) != machine.Bank)
            return new OfficeProblem(
                Refusal.WrongInput,
                $"The bank has no branch {machine.Branch}: choose one of its own."
            );
        sql.SaveMachine(machine);
        sql.CountRuleChange();
        sql.WriteAudit(who, at.Now, "machine saved", $"machine {machine.Terminal}", before?.ToString(), $"{machine}");
        return machine;
    }

    private static string? Problem(MachineView machine)
    {
        if (machine.Terminal.Length != 8 || !machine.Terminal.All(char.IsAsciiLetterOrDigit))
            return "The number of a machine has eight letters and digits.";
        if (machine.KeyId.Length is < 14 or > 16 || !machine.KeyId.All(char.IsAsciiHexDigitUpper))
            return "Enter the first 14 or 16 digits of the machine's key serial number, in hexadecimal.";
        return string.IsNullOrWhiteSpace(machine.Address) || string.IsNullOrWhiteSpace(machine.City)
            ? "Enter the address and the city in which the machine stands."
            : null;
    }
}
