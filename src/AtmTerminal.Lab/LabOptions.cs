namespace AtmTerminal.Lab;

/// <summary>What a person can say on the command line.</summary>
/// <param name="DataFolder">Journal, host's books, state of the simulated board, logs. Made when it is not there.</param>
/// <param name="ConfigFolder">Folder of terminal.json and pins.json.</param>
/// <param name="ScreenPort">Port of the cardholder's screen; null takes the configuration's, 0 any free one.</param>
/// <param name="BoardPort">Port of the board page; 0 takes any free one.</param>
public sealed record LabOptions(string DataFolder, string ConfigFolder, int? ScreenPort, int BoardPort)
{
    public const int UsualBoardPort = 8081;

    /// <summary>The configuration that comes with the program.</summary>
    public static string ShippedConfig => Path.Combine(AppContext.BaseDirectory, "config");
}
