using System.CommandLine;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;

namespace AtmTerminal.Commands;

/// <summary><c>journal verify</c> and <c>journal show</c>: looking at a journal without changing it.</summary>
internal static class JournalCommands
{
    public static Command Create(Option<string> data)
    {
        var withdrawal = new Option<long?>("--withdrawal") { Description = "Only the rows of this withdrawal number." };
        var verify = new Command("verify", "Reads the whole journal and says whether it holds, or its first bad row.");
        var show = new Command("show", "Lists the rows of the journal.") { withdrawal };
        verify.SetAction(parse => Verify(parse.GetValue(data)!));
        show.SetAction(parse => Show(parse.GetValue(data)!, parse.GetValue(withdrawal)));
        return new Command("journal", "Looks at the journal of a terminal that is not running.") { verify, show };
    }

    private static int Verify(string folder)
    {
        var result = JournalAudit.Verify(folder);
        (result.Holds ? Console.Out : Console.Error).WriteLine(result);
        return result.Holds ? ExitCodes.Good : ExitCodes.Bad;
    }

    private static int Show(string folder, long? withdrawal)
    {
        var problem = JournalShow.Write(
            folder,
            withdrawal is { } number ? new WithdrawalNumber(number) : null,
            Console.Out
        );
        if (problem is null)
            return ExitCodes.Good;
        Console.Error.WriteLine(problem);
        return ExitCodes.Bad;
    }
}
