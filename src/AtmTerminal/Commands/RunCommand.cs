using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Web;

namespace AtmTerminal.Commands;

/// <summary><c>run</c>: the terminal on real pins.</summary>
internal static class RunCommand
{
    // Where the kiosk browser looks when the configuration cannot say.
    private const int UsualScreenPort = 8080;

    /// <summary>
    /// With a bad configuration the machine still shows its customers that it is out of service, and the log says everything that
    /// is wrong. With a good one it ends with one sentence: this version has no driver for the kernel's GPIO chips.
    /// </summary>
    public static async Task<int> RunAsync(string configFolder, string dataFolder, CancellationToken stop)
    {
        await using var log = TerminalLog.Create(dataFolder);
        var problems = ProblemsOf(configFolder);
        foreach (var problem in problems)
            log.Error("Configuration: {Problem}", problem);
        if (problems.Count > 0)
            return await StayOutOfServiceAsync(log, stop);
        log.Error(
            "The configuration is good, but this version drives no GPIO chip of the kernel; run the Lab for a terminal on the simulated board."
        );
        return ExitCodes.Bad;
    }

    private static async Task<int> StayOutOfServiceAsync(Serilog.ILogger log, CancellationToken stop)
    {
        var start = await ScreenServer.StartAsync(
            new OutOfServiceScreen(),
            new ScreenServerOptions(UsualScreenPort),
            TimeProvider.System,
            cancellationToken: stop
        );
        if (start is not ScreenServerStart.Started(var server))
        {
            log.Error("{Reason}", ((ScreenServerStart.Refused)start).Reason);
            return ExitCodes.Bad;
        }
        await using (server)
        {
            log.Error(
                "Out of service: mend the configuration and start again. The screen is at {Address}",
                server.Address
            );
            await UntilAsync(stop);
        }
        return ExitCodes.Bad;
    }

    private static async Task UntilAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(() => stopped.TrySetResult());
        await stopped.Task;
    }

    private static IReadOnlyList<string> ProblemsOf(string folder)
    {
        var (_, terminal) = TerminalConfigFile.Load(Path.Combine(folder, TerminalConfigFile.FileName));
        var (_, pins) = PinTableFile.Load(Path.Combine(folder, PinTableFile.FileName));
        return
        [
            .. terminal.Select(p => $"{TerminalConfigFile.FileName}: {p}"),
            .. pins.Select(p => $"{PinTableFile.FileName}: {p}"),
        ];
    }
}
