using System.CommandLine;

namespace AtmTerminal.BankHost;

/// <summary>The options of <c>run</c> that say where the console is served.</summary>
internal sealed class WebOptionsOfRun
{
    private readonly Option<int?> _port = new("--web-port")
    {
        Description =
            "TCP port of the console and the HTTP interface; 0 takes a free one. Neither is served without it.",
        CustomParser = HostCommands.ParsePort,
    };

    private readonly Option<string?> _address = new("--web-address")
    {
        Description = "IP address they are served on; loopback without it.",
    };

    private readonly Option<FileInfo?> _certificate = new("--web-certificate")
    {
        Description = "PEM file with certificate and key, for any other address than loopback.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_port);
        command.Options.Add(_address);
        command.Options.Add(_certificate);
    }

    public HostConfig Read(ParseResult parsed, HostConfig config) =>
        config with
        {
            WebPort = parsed.GetValue(_port),
            WebAddress = parsed.GetValue(_address),
            WebCertificate = parsed.GetValue(_certificate)?.FullName,
        };
}
