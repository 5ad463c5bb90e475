using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace AtmTerminal.Web;

/// <summary>
/// Sends one value to one browser as it changes (the <c>text/event-stream</c> of the HTML standard), and a beat when it does
/// not, so that the page knows a quiet machine from a dead one.
/// </summary>
/// <param name="Bell">Rings when the value has changed.</param>
/// <param name="Current">The value now, as UTF-8 JSON on one line. Called off the terminal loop.</param>
/// <param name="Pause">The shortest time between two values; zero for none.</param>
internal sealed record EventFeed(Bell Bell, Func<byte[]> Current, TimeSpan Pause)
{
    /// <summary>A page that heard nothing for three of these shows that the machine is not working (see feed.js).</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private static readonly byte[] Greeting = "retry: 500\n\n"u8.ToArray();
    private static readonly byte[] BeatEvent = "event: beat\ndata: .\n\n"u8.ToArray();
    private static readonly byte[] DataField = Encoding.ASCII.GetBytes("data: ");
    private static readonly byte[] EndOfEvent = "\n\n"u8.ToArray();

    /// <summary>Streams until the browser goes away or <paramref name="cancellationToken"/> says that the server stops.</summary>
    public async Task StreamAsync(HttpContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var body = context.Response.Body;
        using var listener = Bell.Listen();
        try
        {
            await body.WriteAsync(Greeting, cancellationToken);
            while (true)
            {
                var rang = await listener.WaitAsync(Beat, time, cancellationToken);
                await body.WriteAsync(rang ? Frame(Current()) : BeatEvent, cancellationToken);
                await body.FlushAsync(cancellationToken);
                if (rang && Pause > TimeSpan.Zero)
                    await Task.Delay(Pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The browser left, or the server stops: both are the ordinary end of a stream.
        }
        catch (IOException)
        {
            // The browser's connection broke in the middle of a write; it will connect again by itself.
        }
    }

    private static byte[] Frame(byte[] json) => [.. DataField, .. json, .. EndOfEvent];
}
