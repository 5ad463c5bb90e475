namespace AtmTerminal.Web;

/// <summary>What a browser may do with a page of this machine, and who may ask for it.</summary>
/// <param name="FramedBy">The one page that may show this one in a frame; <c>null</c>: none.</param>
/// <param name="Frames">What this page may show in a frame of its own, as a source of the policy; <c>null</c>: nothing.</param>
internal sealed record PageSecurity(Func<Uri?> FramedBy, string? Frames)
{
    /// <summary>Sets the headers of every answer: own files only, nothing kept, nothing guessed.</summary>
    public void Apply(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; "
            + $"frame-src {Frames ?? "'none'"}; frame-ancestors {Ancestors(FramedBy())}";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }

    /// <summary>
    /// Whether the request was made by our own page or typed by a person: the name asked for is loopback's, and the page that
    /// asks, if the browser names one, is of the same origin. Without this, any page open on the same computer could press the
    /// machine's keys (cross-site POST), or read its screen through a host name that it points at 127.0.0.1 (DNS rebinding).
    /// </summary>
    public static bool ComesFromThisPage(HttpRequest request)
    {
        if (request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
            return false;
        var origin = request.Headers.Origin;
        return origin.Count == 0 || origin == $"http://{request.Host}";
    }

    // A person may have typed either name of the loopback interface.
    private static string Ancestors(Uri? page) =>
        page is null ? "'none'" : $"http://127.0.0.1:{page.Port} http://localhost:{page.Port}";
}
