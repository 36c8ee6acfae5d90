using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Experiments;

/// <summary>What a client insists on; null where it leaves the choice to us.</summary>
/// <param name="Arm">Id of an arm, as sent: not checked yet.</param>
/// <param name="Backend">A known backend, though maybe one that no arm has.</param>
/// <param name="BackendField">Where the backend was named.</param>
internal sealed record ArmWish(string? Arm, string? Backend, string? BackendField)
{
    /// <summary>Joins headers and body.</summary>
    /// <returns>The wish; E1004 for a backend that does not exist, E1008 when header and body name different ones.</returns>
    public static Outcome<ArmWish> Of(IHeaderDictionary headers, string? bodyBackend) =>
        BackendWish.Of(headers.TryGetValue(HeaderNames.Backend, out var sent) ? sent.ToString() : null, bodyBackend).Succeeded(out var wish, out var error)
            ? new ArmWish(headers.TryGetValue(HeaderNames.Arm, out var arm) ? arm.ToString() : null, wish.Backend, wish.Field)
            : error;
}
