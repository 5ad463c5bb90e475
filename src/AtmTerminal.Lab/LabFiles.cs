using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Security;
using AtmTerminal.SimulatedBoard;

namespace AtmTerminal.Lab;

/// <summary>What the Lab reads and keeps on disk.</summary>
internal sealed record LabFiles(TerminalConfig Config, PinTable Pins, SimulatedMachine Machine, CardVault Vault)
    : IDisposable
{
    /// <summary>Everything that keeps the Lab from starting, one line each; null when nothing does.</summary>
    public static string? Check(LabOptions options)
    {
        var (_, config) = TerminalConfigFile.Load(Path.Combine(options.ConfigFolder, TerminalConfigFile.FileName));
        var (_, pins) = PinTableFile.Load(Path.Combine(options.ConfigFolder, PinTableFile.FileName));
        string[] problems =
        [
            .. config.Select(p => $"{TerminalConfigFile.FileName}: {p}"),
            .. pins.Select(p => $"{PinTableFile.FileName}: {p}"),
            .. FolderProblem(options.DataFolder) is { } folder ? [folder] : Array.Empty<string>(),
        ];
        return problems.Length == 0 ? null : string.Join(Environment.NewLine, problems);
    }

    /// <summary>The configuration that <see cref="Check"/> found good.</summary>
    public static TerminalConfig ConfigOf(LabOptions options) =>
        TerminalConfigFile.Load(Path.Combine(options.ConfigFolder, TerminalConfigFile.FileName)).Config!;

    /// <exception cref="IOException">Another Lab runs on this folder; the message says so.</exception>
    public static LabFiles Open(LabOptions options, SampleBank bank)
    {
        var config = ConfigOf(options);
        var pins = PinTableFile.Load(Path.Combine(options.ConfigFolder, PinTableFile.FileName)).Table!;
        var vault =
            CardVault.OpenWithKeyFile(Path.Combine(options.DataFolder, "vault.key"))
            ?? throw new InvalidDataException("the key file vault.key is damaged; put the right one back.");
        var stateFile = Path.Combine(options.DataFolder, "board.state");
        try
        {
            return new(config, pins, SimulatedParts.Machine(TimeProvider.System, pins, config, bank, stateFile), vault);
        }
        catch (IOException e)
        {
            vault.Dispose();
            throw new IOException("another Lab runs on this folder; stop it, or choose another with --data DIR.", e);
        }
    }

    public void Dispose()
    {
        Machine.Dispose();
        Vault.Dispose();
    }

    private static string? FolderProblem(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".writable-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The folder {folder} cannot be written; choose another with --data DIR.";
        }
    }
}
