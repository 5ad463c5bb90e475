using Microsoft.AspNetCore.Http.Features;

namespace AtmTerminal.Web;

/// <summary>
/// Sends one value to one browser as it changes (the <c>text/event-stream</c> of the HTML standard), and a beat when it does
/// not, so that the page knows a quiet machine from a dead one.
/// </summary>
/// <param name="Bell">Rings when the value has changed.</param>
/// <param name="Current">The value now, as UTF-8 JSON on one line. Called off the terminal loop.</param>
/// <param name="Look">
/// How often the value is looked at without a ring. It is sent only when it differs from what this browser has.
/// </param>
/// <param name="Pause">The shortest time between two values; zero for none.</param>
internal sealed record EventFeed(Bell Bell, Func<byte[]> Current, TimeSpan Look, TimeSpan Pause)
{
    /// <summary>A page that heard nothing for three of these takes the connection for dead (see feed.js).</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromSeconds(2);

    private static readonly byte[] Greeting = "retry: 500\n\n"u8.ToArray();
    private static readonly byte[] BeatEvent = "event: beat\ndata: .\n\n"u8.ToArray();

    /// <summary>Streams until the browser goes away or <paramref name="cancellationToken"/> says that the server stops.</summary>
    public async Task StreamAsync(HttpContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var listener = Bell.Listen();
        try
        {
            await context.Response.Body.WriteAsync(Greeting, cancellationToken);
            await StreamAsync(context.Response.Body, listener, time, cancellationToken);
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

    private async Task StreamAsync(
        Stream body,
        Bell.Listener listener,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        byte[] has = [];
        var heard = time.GetTimestamp();
        while (true)
        {
            await listener.WaitAsync(Look, time, cancellationToken);
            var value = Current();
            var isNew = !value.AsSpan().SequenceEqual(has);
            if (!isNew && time.GetElapsedTime(heard) < Beat)
                continue;
            await body.WriteAsync(isNew ? Frame(value) : BeatEvent, cancellationToken);
            await body.FlushAsync(cancellationToken);
            (has, heard) = (value, time.GetTimestamp());
            if (isNew && Pause > TimeSpan.Zero)
                await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static byte[] Frame(byte[] json) => [.. "data: "u8, .. json, .. "\n\n"u8];
}
