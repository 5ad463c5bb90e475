using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtmTerminal.BankHost;

/// <summary>What the host program can be told in a file. Command-line options win over it.</summary>
/// <param name="Data">Folder of the store and the vault's key; made when it is not there.</param>
/// <param name="Port">On loopback, 0 to 65,535; 0 lets the system choose.</param>
/// <param name="Terminal">Id of the sample machine, eight characters.</param>
/// <param name="WebPort">Of the console and the open interface, 0 to 65,535; 0 lets the system choose, <c>null</c> serves neither.</param>
/// <param name="WebAddress">An IP address of this machine; loopback without it.</param>
/// <param name="WebCertificate">PEM file with certificate and key; needed on any other address than loopback.</param>
/// <param name="Database">Connection string of PostgreSQL; the store is a file in <paramref name="Data"/> without it.</param>
internal sealed record HostConfig(
    string? Data = null,
    int? Port = null,
    string? Terminal = null,
    int? WebPort = null,
    string? WebAddress = null,
    string? WebCertificate = null,
    string? Database = null
)
{
    /// <summary>Name of the environment's word for <see cref="Database"/>, which no list of processes shows.</summary>
    public const string DatabaseVariable = "ATM_DATABASE";

    public const string UsualData = "data";
    public const string UsualTerminal = "ATM00001";

    /// <summary>Reads a file.</summary>
    /// <param name="problem">What is wrong with it and where; <c>null</c> when nothing is.</param>
    public static HostConfig? TryRead(FileInfo file, out string? problem)
    {
        try
        {
            var config = JsonSerializer.Deserialize(
                File.ReadAllBytes(file.FullName),
                HostConfigJson.Default.HostConfig
            );
            problem = config is null ? $"{file}: holds nothing." : null;
            return config;
        }
        catch (JsonException wrong)
        {
            problem = $"{file}, line {wrong.LineNumber + 1}: {wrong.Path} is unknown or has the wrong kind of value.";
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problem = $"{file} cannot be read: {wrong.Message}";
        }
        return null;
    }

    /// <summary>Everything that is wrong with the values, each with its name; empty when they are good.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Port is < 0 or > 65_535)
            problems.Add($"port must be 0 to 65535, is {Port}.");
        if (Terminal is { Length: not 8 })
            problems.Add($"terminal must have eight characters, is '{Terminal}'.");
        if (Data is { } data && string.IsNullOrWhiteSpace(data))
            problems.Add("data must name a folder, is empty.");
        if (WebPort is < 0 or > 65_535)
            problems.Add($"webPort must be 0 to 65535, is {WebPort}.");
        if (WebAddress is { } address && !IPAddress.TryParse(address, out _))
            problems.Add($"webAddress must be an IP address, is '{address}'.");
        else if (WebCertificate is null && !IPAddress.IsLoopback(WebIPAddress))
            problems.Add(
                $"webCertificate must name a PEM file: passwords may not cross a network in the clear, and {WebAddress} is no loopback."
            );
        if (Database is { } database && PostgreSqlAddress.ProblemOf(database) is { } problem)
            problems.Add($"database: {problem}");
        return problems;
    }

    /// <summary>These values, and where there is none, those of <paramref name="other"/>.</summary>
    public HostConfig Or(HostConfig other) =>
        new(
            Data ?? other.Data,
            Port ?? other.Port,
            Terminal ?? other.Terminal,
            WebPort ?? other.WebPort,
            WebAddress ?? other.WebAddress,
            WebCertificate ?? other.WebCertificate,
            Database ?? other.Database
        );

    /// <summary>Where the console is to be served; <c>null</c> for nowhere. Only for values without problems.</summary>
    [JsonIgnore]
    public WebOptions? Web => WebPort is { } port ? new(WebIPAddress, port, WebCertificate) : null;

    private IPAddress WebIPAddress => WebAddress is { } address ? IPAddress.Parse(address) : IPAddress.Loopback;

    /// <summary>What the environment says.</summary>
    public static HostConfig OfEnvironment() =>
        new(Database: Environment.GetEnvironmentVariable(DatabaseVariable) is { Length: > 0 } text ? text : null);
}

[JsonSerializable(typeof(HostConfig))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true
)]
internal sealed partial class HostConfigJson : JsonSerializerContext;
