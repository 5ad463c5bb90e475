using AtmTerminal.Domain.Events;
using AtmTerminal.HostLink;
using AtmTerminal.Journal;
using AtmTerminal.Session;
using Serilog;
using Serilog.Events;
using ILogger = Serilog.ILogger;

namespace AtmTerminal;

/// <summary>The log of a terminal: files that roll daily, and the console. It holds no card number, track or PIN.</summary>
public static class TerminalLog
{
    /// <summary>Logs to <c>logs/terminal-DATE.log</c> in the data folder, 31 files of at most 20 MB, and to the console.</summary>
    /// <param name="consoleLevel">What the console shows; the files get everything from Information on.</param>
    public static Serilog.Core.Logger Create(string folder, LogEventLevel consoleLevel = LogEventLevel.Information) =>
        new LoggerConfiguration()
            .WriteTo.Console(consoleLevel)
            .WriteTo.File(
                Path.Combine(folder, "logs", "terminal-.log"),
                rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: 20_000_000,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: 31
            )
            .CreateLogger();

    /// <summary>Writes a line for each journal row, each move of the session and each change of the line.</summary>
    internal static void Follow(ILogger log, IJournal journal, CashSession session, BankLink link)
    {
        journal.Appended += entry =>
        {
            var level = LevelOf(entry.Event);
            // The words of a row cost more than the row where nobody reads them.
            if (log.IsEnabled(level))
                log.Write(
                    level,
                    "Journal {Seq} {Event} {Line}",
                    entry.Seq,
                    entry.Event.GetType().Name,
                    JournalText.Line(entry).Trim()
                );
        };
        session.Moved += row => log.Information("Session {From} {Trigger} {To}", row.From, row.On, row.To);
        link.StateChanged += state => log.Information("Line {State}", state);
    }

    private static LogEventLevel LevelOf(JournalEvent journalEvent) =>
        journalEvent switch
        {
            WithdrawalSuspected or TerminalLocked => LogEventLevel.Error,
            DeviceFaulted or SecurityNoted or UploadSetAside or CardRetained => LogEventLevel.Warning,
            _ => LogEventLevel.Information,
        };
}
