using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace Sentiment.Gateway.Documentation;

/// <summary>
/// <c>/docs</c>: the contract to read and to try, by Scalar. Its script comes from here, and the page's own policy lets it reach nothing but this
/// gateway, whatever a later version of it may want.
/// </summary>
internal static class DocsPage
{
    public const string Path = "/docs";

    private const string Script = "scalar.js";
    private const string Build = "build";

    // A year, the longest that anybody believes; it is asked for by another name when it is another.
    private const string KeptForGood = "public, max-age=31536000, immutable";

    // 128 bits.
    private const int NonceLength = 32;

    // Of the library's assembly, the script in it included.
    private static readonly string ThisBuild = typeof(ScalarOptions).Module.ModuleVersionId.ToString("N");

    public static void MapDocsPage(this IEndpointRouteBuilder endpoints) => endpoints.MapScalarApiReference(Path, Configure).Finally(static endpoint =>
    {
        var serve = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context =>
        {
            // Its script, five megabytes, is kept compressed. Unpacking it for whoever says nothing of gzip, which browsers all take, would let anybody keep us busy.
            context.Request.Headers.AcceptEncoding = "gzip";
            if (IsThisScript(context.Request))
            {
                context.Response.OnStarting(KeepForGood, context.Response);
            }

            return serve(context);
        };
    });

    // Another build's name may be asked of this one while gateways are replaced: then it is not to be kept under that name.
    private static bool IsThisScript(HttpRequest request) => request.Path == $"{Path}/{Script}" && request.Query[Build] == ThisBuild;

    private static Task KeepForGood(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
        {
            response.Headers.CacheControl = KeptForGood;
        }

        return Task.CompletedTask;
    }

    private static void Configure(ScalarOptions options, HttpContext context)
    {
        var nonce = RandomNumberGenerator.GetHexString(NonceLength);
        context.Response.Headers.ContentSecurityPolicy = PolicyOf(nonce);
        options.Nonce = nonce;
        options.Title = $"{ContractWriter.Title} API";
        options.BundleUrl = $"{Script}?{Build}={ThisBuild}";

        // There are few calls: all are in sight.
        options.DefaultOpenAllTags = true;

        // The document names no server; lines to copy need one.
        options.Servers = [new ScalarServer("/")];
        options.DynamicBaseServerUrl = true;

        // What other hosts would serve or be told.
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.Agent = new ScalarAgentOptions { Disabled = true };
        options.Mcp = new ScalarMcpOptions { Disabled = true };
        options.HideClientButton = true;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;

        // A key stays in the page's memory.
        options.PersistentAuthentication = false;
    }

    // Scalar writes styles into its elements, which no nonce covers.
    private static string PolicyOf(string nonce) =>
        $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
