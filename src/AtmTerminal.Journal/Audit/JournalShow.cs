using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Store;

namespace AtmTerminal.Journal;

/// <summary>The listing behind <c>AtmTerminal journal show</c>.</summary>
public static class JournalShow
{
    /// <summary>Writes one line for each row, or only for the rows of one withdrawal. Changes nothing in the file.</summary>
    /// <returns><c>null</c>, or one sentence that says why nothing can be shown: no journal, no key, the terminal is running.</returns>
    public static string? Write(string folder, WithdrawalNumber? only, TextWriter output) =>
        JournalReading
            .Use(
                new JournalFiles(folder),
                (store, _) =>
                {
                    foreach (var row in store.Rows(1))
                        if (only is null || row.Withdrawal == only.Value.Value)
                            output.WriteLine(Line(row));
                    return true;
                }
            )
            .Problem;

    // A row that cannot be read is shown as such: a listing of a damaged journal is worth more than none.
    private static string Line(StoredRow row) =>
        EventCodec.Decode(row, out var problem) is { } e
            ? JournalText.Line(new(row.Seq, row.At, e, row.Hash))
            : JournalText.Line(row.Seq, row.At, row.Type, new(row.Withdrawal), $"!! {problem}");
}
