using Microsoft.AspNetCore.Http;
using Sentiment.Hosting.Listening;

namespace Sentiment.Hosting.Keys;

/// <summary>
/// Asks for a key where an endpoint is on the management port alone, if the configuration says so. Closed by default: what nobody thought
/// about needs <see cref="Scope.Admin"/>. Probes and the documentation of errors are on both ports, and open.
/// </summary>
internal sealed class ManagementKeyMiddleware(RequestDelegate next, LiveKeys options, KeyCheck keys)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata
            || metadata.GetMetadata<PortMetadata>()?.Port != EndpointPort.Management
            || metadata.GetMetadata<NoKeyNeeded>() is not null
            || !options.Current.ManagementNeedsKey)
        {
            return next(context);
        }

        return keys.Check(context, metadata.GetMetadata<RequiredScope>()?.Scope ?? Scope.Admin) is { } refusal
            ? KeyCheck.AnswerAsync(context, refusal)
            : next(context);
    }
}
