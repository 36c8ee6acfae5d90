using Microsoft.Extensions.Primitives;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Experiments;

/// <summary>What a client says about the arm; null where it leaves the choice to us.</summary>
/// <param name="Arm">Id of an arm, as sent: not checked yet.</param>
/// <param name="Backend">A known backend, though maybe one that no arm has.</param>
/// <param name="BackendField">Where the backend was named.</param>
/// <param name="StickyId">Who the client says its request is for, so that each of its own users stays with an arm. Never logged.</param>
internal sealed record ArmWish(string? Arm, string? Backend, string? BackendField, string? StickyId)
{
    public const int MaximumStickyIdLength = 256;

    /// <summary>Joins headers and body.</summary>
    /// <returns>
    /// The wish; E1003 for a sticky id that cannot be one, E1004 for a backend that does not exist, E1008 when header and body name different
    /// ones.
    /// </returns>
    public static Outcome<ArmWish> Of(IHeaderDictionary headers, string? bodyBackend)
    {
        if (!BackendWish.Of(headers.TryGetValue(HeaderNames.Backend, out var backend) ? backend.ToString() : null, bodyBackend).Succeeded(out var wish, out var error))
        {
            return error;
        }

        if (headers.TryGetValue(HeaderNames.StickyId, out var stickyId) && ProblemOf(stickyId) is { } problem)
        {
            return new ApiError(
                ErrorCode.MalformedRequest,
                $"{HeaderNames.StickyId} {problem}; it takes one value of 1 to {MaximumStickyIdLength} visible ASCII characters. Send an id, or a hash of one.")
            {
                Field = HeaderNames.StickyId,
            };
        }

        return new ArmWish(
            headers.TryGetValue(HeaderNames.Arm, out var arm) ? arm.ToString() : null, wish.Backend, wish.Field, stickyId.Count == 1 ? stickyId[0] : null);
    }

    // Others than visible ASCII are encoded one way by one client and another by the next: the same person would fall into two buckets.
    private static string? ProblemOf(StringValues sent) => sent switch
    {
        { Count: not 1 } => $"was sent {sent.Count} times",
        [null or ""] => "is empty",
        [{ Length: > MaximumStickyIdLength } tooLong] => $"has {tooLong.Length} characters",
        [var id] when id.AsSpan().ContainsAnyExceptInRange('!', '~') => "has a space or another character that is none of these",
        _ => null,
    };
}
