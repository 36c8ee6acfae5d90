using System.Net;

namespace Sentiment.Gateway.Edge;

/// <summary>
/// What every answer tells a browser: it is data, for whoever asked, and not to be kept, shown or linked. Written as late as can be, so that an
/// endpoint may say otherwise (a page has a policy of its own), and so that an answer that was begun anew has it, too.
/// </summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    private const string NoSniffing = "nosniff";
    private const string NoReferrer = "no-referrer";
    private const string NotKept = "no-store";

    // Nothing in an answer of ours is to be run, loaded or framed, should somebody open one as a page.
    private const string DataOnly = "default-src 'none'; frame-ancestors 'none'";

    // A script of an allowed origin reads answers by CORS, which this does not concern; an image or script element elsewhere gets nothing.
    private const string OwnSiteOnly = "same-origin";

    // A month: as long as a mistake with a certificate keeps browsers away.
    private const string HttpsFromNowOn = "max-age=2592000";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniffing;
        headers["Referrer-Policy"] = NoReferrer;
        headers["Cross-Origin-Resource-Policy"] = OwnSiteOnly;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = DataOnly;
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = NotKept;
        }

        if (context.Request.IsHttps && !IsThisMachine(context.Request.Host.Host))
        {
            headers.StrictTransportSecurity = HttpsFromNowOn;
        }

        return Task.CompletedTask;
    }

    // A browser would ask every server of a developer's machine for HTTPS.
    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
