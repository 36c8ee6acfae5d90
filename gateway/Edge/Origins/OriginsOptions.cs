using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.Edge.Origins;

/// <summary>Which web pages may call from a browser: <c>Sentiment:Cors</c>.</summary>
internal sealed class OriginsOptions
{
    public const string Section = "Cors";

    /// <summary>Origins as browsers send them: <c>https://app.example</c>, with the port when it is not the scheme's own.</summary>
    /// <value>Empty by default: no page of another origin may.</value>
    public IList<string> Origins { get; } = [];
}

internal sealed class OriginsValidator : IValidateOptions<OriginsOptions>
{
    public ValidateOptionsResult Validate(string? name, OriginsOptions options)
    {
        var wrong = options.Origins.Where(static origin => !IsOrigin(origin)).Select(static origin =>
            $"Origins has \"{origin}\", which is no origin; one is http:// or https://, a host in lower case and, unless it is the scheme's own, a port, without a path, a slash at the end or a wildcard: https://app.example.").ToArray();
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    // Compared with what browsers send letter by letter: what is written in another way would never match.
    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
        && !origin.Contains('*', StringComparison.Ordinal)
        && origin == $"{uri.Scheme}://{(uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost)}{(uri.IsDefaultPort ? string.Empty : $":{uri.Port}")}";
}
