namespace AtmTerminal.StopPoints.Tests;

/// <summary>Every type of the shipped rooms that calls outside the process, and what stands at that boundary.</summary>
internal static class Boundaries
{
    private const string Journal = "journal.write, journal.sync, journal.kept, journal.file: the disk under SQLite";
    private const string Host = "host.commit, host.write, host.sync, host.file: the disk under the host's SQLite";
    private const string Server =
        "no stop point: a withdrawal's commits are stopped over the file; the server is stopped in the host's own tests";
    private const string Line =
        "line.connect, line.send, line.receive: one call of the line's contract is one call of the socket";
    private const string Device =
        "order, answer and event of the device's contract; each step of the dispenser is a journal commit too";
    private const string ReadAtStart =
        "no stop point: read once at the start, before anything moves; a file that is not good ends the start";
    private const string Beside = "no stop point: no withdrawal passes it";

    /// <summary>By type.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>
        {
            ["AtmTerminal.Journal.Store.SqliteDatabase"] = Journal,
            ["AtmTerminal.Journal.Store.SqliteStatement"] = Journal,
            ["AtmTerminal.Journal.Store.Disk"] =
                "journal.file: the disk's names and the key, cut at every step of a first start",
            ["AtmTerminal.Journal.JournalRestore"] = Beside + "; a person restores, and what was restored is verified",
            ["AtmTerminal.BankHost.SqliteDatabase"] = Host,
            ["AtmTerminal.BankHost.SqliteSql"] = Host,
            ["AtmTerminal.BankHost.Sql"] = Host,
            ["AtmTerminal.BankHost.PostgreSqlAddress"] = Server,
            ["AtmTerminal.BankHost.PostgreSqlDatabase"] = Server,
            ["AtmTerminal.BankHost.PostgreSqlSession"] = Server,
            ["AtmTerminal.BankHost.PostgreSqlSessions"] = Server,
            ["AtmTerminal.BankHost.PostgreSqlSql"] = Server,
            ["AtmTerminal.BankHost.PostgreSqlTools"] = Beside + "; a person copies or restores a store",
            ["AtmTerminal.BankHost.StoreCopies"] = Beside + "; a person copies or restores a store",
            ["AtmTerminal.BankHost.HostBackup"] = Beside + "; a backup reads",
            ["AtmTerminal.BankHost.BankHostServer"] = Line,
            ["AtmTerminal.BankHost.HostConnection"] = Line,
            ["AtmTerminal.BankHost.HostConfig"] = ReadAtStart,
            ["AtmTerminal.BankHost.HostProgram"] = ReadAtStart,
            ["AtmTerminal.BankHost.SampleCommand"] = Beside + "; a person fills an empty store",
            ["AtmTerminal.HostLink.TcpLine"] = Line,
            ["AtmTerminal.HostLink.TcpConnection"] = Line,
            ["AtmTerminal.Devices.CardReader.GpioCardReader"] = Device,
            ["AtmTerminal.Devices.CashDispenser.DispenserMotors"] = Device,
            ["AtmTerminal.Devices.PinPad.Beeper"] = Device,
            ["AtmTerminal.Devices.PinPad.KeyMatrix"] = Device,
            ["AtmTerminal.Devices.Pins.InputWatch"] = Device,
            ["AtmTerminal.Devices.Pins.MotorWatchdog"] = Device,
            ["AtmTerminal.Devices.Pins.PassCounter"] = Device,
            ["AtmTerminal.Board.PinTableFile"] = ReadAtStart,
            ["AtmTerminal.Config.TerminalConfigFile"] = ReadAtStart,
            ["AtmTerminal.Security.CardVault"] =
                ReadAtStart + "; made with the first start, and synced before its first use",
            ["AtmTerminal.Terminal"] =
                "no stop point: the mark of a first start; without it a lost journal still has its key",
            ["AtmTerminal.SimulatedBoard.Persistence.StateFile"] =
                Beside + "; it is the simulated machine's own memory",
        };

    public static string? Of(OutsideCall call) => All.GetValueOrDefault(call.In);
}
