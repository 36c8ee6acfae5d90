using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Auth;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Startup;

namespace Sentiment.Serving.Endpoints;

/// <summary>Says on every answer of a prediction endpoint, refusals too, who answered and how long its queue is.</summary>
internal sealed class PoolHeadersMiddleware(RequestDelegate next, ModelState state, AdmissionGate admission, IModelBackend backend)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PoolKeyRequired>() is not null)
        {
            // As late as can be: the queue's length ages quickly.
            context.Response.OnStarting(() => Write(context.Response.Headers));
        }

        return next(context);
    }

    private Task Write(IHeaderDictionary headers)
    {
        headers[HeaderNames.Backend] = backend.Name;
        headers[HeaderNames.QueuedTokens] = admission.QueuedTokens.ToString(CultureInfo.InvariantCulture);
        if (state.Ready is { } model)
        {
            headers[HeaderNames.ModelDigest] = model.Digest;
        }

        return Task.CompletedTask;
    }
}
