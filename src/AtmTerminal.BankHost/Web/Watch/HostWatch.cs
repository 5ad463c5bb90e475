using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace AtmTerminal.BankHost;

/// <summary>Sends the host's figures to a collector over OTLP, when the environment names one as OpenTelemetry has it.</summary>
internal static class HostWatch
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Begins to send. What was not sent yet is sent when it is disposed.</summary>
    /// <returns><c>null</c>: nobody wants the figures.</returns>
    public static MeterProvider? StartIfWanted() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint))
            ? null
            : Sdk.CreateMeterProviderBuilder()
                .ConfigureResource(resource => resource.AddService("bankhost"))
                .AddMeter(HostMeters.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddOtlpExporter()
                .Build();
}
