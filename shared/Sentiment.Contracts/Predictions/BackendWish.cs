using Sentiment.Contracts.Errors;

namespace Sentiment.Contracts.Predictions;

/// <summary>Which backend a request asks for: in its header, in its body, or not at all. The same rules in the gateway and in a pool.</summary>
/// <param name="Backend">A known backend, though maybe one that is not here; null leaves the choice open.</param>
/// <param name="Field">Where it was named; null when it was not.</param>
public sealed record BackendWish(string? Backend, string? Field)
{
    /// <param name="header"><c>X-Backend</c> as sent; null when it was not.</param>
    /// <param name="body">What the body says, parsed; null leaves the choice open.</param>
    /// <returns>The wish; E1004 for a header that names no backend, E1008 when header and body name different ones.</returns>
    public static Outcome<BackendWish> Of(string? header, string? body)
    {
        string? named = null;
        if (header is not null && !Backends.TryParse(header, out named))
        {
            return new ApiError(ErrorCode.UnknownBackendOrArm, $"{HeaderNames.Backend} names an unknown backend; known are {Backends.Listed}.")
            {
                Field = HeaderNames.Backend,
            };
        }

        if (named is not null && body is not null && named != body)
        {
            return new ApiError(ErrorCode.Contradiction, $"{HeaderNames.Backend} says {named} and the body's backend says {body}; send one of them.")
            {
                Field = HeaderNames.Backend,
            };
        }

        return new BackendWish(named ?? body, named is not null ? HeaderNames.Backend : body is not null ? "backend" : null);
    }
}
