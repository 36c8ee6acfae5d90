using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Serving.Endpoints;

/// <summary>A pool runs one backend; a request may name it, in a header, in the body, or not at all.</summary>
internal static class BackendChoice
{
    /// <param name="request">For its header.</param>
    /// <param name="named">What the body says; null when it leaves the choice open.</param>
    /// <param name="own">The pool's backend.</param>
    /// <returns>E1004 or E1008; null when this pool may answer.</returns>
    public static ApiError? Check(HttpRequest request, string? named, string own)
    {
        var header = request.Headers.TryGetValue(HeaderNames.Backend, out var sent) ? sent.ToString() : null;
        if (!BackendWish.Of(header, named).Succeeded(out var wish, out var error))
        {
            return error;
        }

        return wish.Backend is null || wish.Backend == own
            ? null
            : new ApiError(ErrorCode.UnknownBackendOrArm, $"This pool runs {own}, not {wish.Backend}. Ask the gateway, which knows all pools.") { Field = wish.Field };
    }
}
