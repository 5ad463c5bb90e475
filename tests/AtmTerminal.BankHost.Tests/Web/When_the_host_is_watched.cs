using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost.Tests;

[NonParallelizable]
public class When_the_host_is_watched : HostSituation
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    [Test]
    public void Its_work_is_counted_and_a_repeat_is_told_from_a_posting()
    {
        var counted = new ConcurrentDictionary<string, double>();
        using var listener = Listen(counted);

        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Amounts.Uah(500)));
        Host.Ask(Terminal.Withdrawal(2, Host.Poor, Amounts.Uah(500)));
        var completion = Terminal.Completion(1, Amounts.Uah(500), card: Host.Rich);
        Host.Ask(completion);
        Host.Ask(Terminal.Completion(1, Amounts.Uah(500), card: Host.Rich, isRepeat: true));

        Assert.That(counted["bankhost.messages AuthorizationRequest 00"], Is.EqualTo(1));
        Assert.That(counted["bankhost.messages AuthorizationRequest 51"], Is.EqualTo(1));
        Assert.That(counted["bankhost.postings"], Is.EqualTo(1));
        Assert.That(counted["bankhost.repeats Completion"], Is.EqualTo(1));
    }

    [Test]
    public async Task The_figures_reach_the_collector_that_the_environment_names()
    {
        var received = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var collector = await CollectAsync(received);
        var address = collector.Urls.Single();
        Environment.SetEnvironmentVariable(Endpoint, address);
        Environment.SetEnvironmentVariable(Protocol, "http/protobuf");
        try
        {
            using (HostWatch.StartIfWanted())
                Host.Ask(Terminal.Echo());

            Assert.That(await received.Task, Does.Contain("bankhost.message.duration").And.Contain("NetworkRequest"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Endpoint, null);
            Environment.SetEnvironmentVariable(Protocol, null);
        }
    }

    [Test]
    public void Nothing_is_sent_when_nobody_asked_for_it() => Assert.That(HostWatch.StartIfWanted(), Is.Null);

    private static MeterListener Listen(ConcurrentDictionary<string, double> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == HostMeters.Name)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) =>
            {
                var name = new StringBuilder(instrument.Name);
                foreach (var tag in tags)
                    name.Append(' ').Append(tag.Value);
                counted.AddOrUpdate(name.ToString(), value, (_, before) => before + value);
            }
        );
        listener.Start();
        return listener;
    }

    /// <summary>A collector on a free port that keeps the first thing it gets.</summary>
    private static async Task<WebApplication> CollectAsync(TaskCompletionSource<string> received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.TrySetResult(Encoding.Latin1.GetString(body.ToArray()));
        });
        await app.StartAsync();
        return app;
    }
}
