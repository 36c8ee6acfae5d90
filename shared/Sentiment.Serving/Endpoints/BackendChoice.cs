using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Known = Sentiment.Contracts.Predictions.Backends;

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
        string? header = null;
        if (request.Headers.TryGetValue(HeaderNames.Backend, out var sent) && !Known.TryParse(sent.ToString(), out header))
        {
            return new ApiError(
                ErrorCode.UnknownBackendOrArm, $"{HeaderNames.Backend} names an unknown backend; known are {Known.Onnx}, {Known.Torch} and {Known.Auto}.")
            { Field = HeaderNames.Backend };
        }

        if (header is not null && named is not null && header != named)
        {
            return new ApiError(ErrorCode.Contradiction, $"{HeaderNames.Backend} asks for {header}, the body for {named}. Send one of them.")
            { Field = HeaderNames.Backend };
        }

        var wanted = header ?? named ?? own;
        return wanted == own
            ? null
            : new ApiError(ErrorCode.UnknownBackendOrArm, $"This pool runs {own}, not {wanted}. Ask the gateway, which knows all pools.")
            { Field = header is null ? "backend" : HeaderNames.Backend };
    }
}
