using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Experiments;

/// <summary>What a client insists on; null where it leaves the choice to us.</summary>
/// <param name="Arm">Id of an arm, as sent: not checked yet.</param>
/// <param name="Backend">A known backend, though maybe one that no arm has.</param>
internal sealed record ArmWish(string? Arm, string? Backend)
{
    /// <summary>Joins headers and body.</summary>
    /// <returns>The wish; E1004 for a backend that does not exist, E1008 when header and body name different ones.</returns>
    public static Outcome<ArmWish> Of(IHeaderDictionary headers, string? bodyBackend)
    {
        string? headerBackend = null;
        if (headers.TryGetValue(HeaderNames.Backend, out var sent) && !Backends.TryParse(sent.ToString(), out headerBackend))
        {
            return new ApiError(
                ErrorCode.UnknownBackendOrArm,
                $"{HeaderNames.Backend} names an unknown backend; known are {Backends.Onnx}, {Backends.Torch} and {Backends.Auto}.")
            { Field = HeaderNames.Backend };
        }

        if (headerBackend is not null && bodyBackend is not null && headerBackend != bodyBackend)
        {
            return new ApiError(
                ErrorCode.Contradiction, $"{HeaderNames.Backend} says {headerBackend} and the body's backend says {bodyBackend}; send one of them.")
            { Field = HeaderNames.Backend };
        }

        return new ArmWish(headers.TryGetValue(HeaderNames.Arm, out var arm) ? arm.ToString() : null, headerBackend ?? bodyBackend);
    }
}
