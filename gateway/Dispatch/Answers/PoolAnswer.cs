using System.Buffers;
using System.Globalization;
using Sentiment.Contracts;

namespace Sentiment.Gateway.Dispatch.Answers;

/// <summary>What a replica answered, already checked.</summary>
/// <typeparam name="T">A prediction, or a batch of them.</typeparam>
/// <param name="Value">The answer.</param>
/// <param name="Facts">What its headers said.</param>
internal sealed record PoolAnswer<T>(T Value, PoolFacts Facts);

/// <summary>What a replica says beside its answer.</summary>
/// <param name="ModelDigest">Serving digest in lower-case hex, or null when there was none of that form.</param>
/// <param name="Timing">Entries for <c>Server-Timing</c>, or null.</param>
/// <param name="QueuedTokens">Tokens that wait or run there, or null.</param>
internal sealed record PoolFacts(string? ModelDigest, string? Timing, int? QueuedTokens)
{
    private const int DigestLength = 64;

    // A handful of stages; longer is not ours.
    private const int MaximumTimingLength = 512;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> TimingCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789;=.,_- ");

    public static PoolFacts Of(HttpResponseMessage response)
    {
        var digest = HeaderOf(response, HeaderNames.ModelDigest);
        var timing = HeaderOf(response, HeaderNames.ServerTiming);
        return new PoolFacts(
            digest is { Length: DigestLength } && !digest.AsSpan().ContainsAnyExcept(Hex) ? digest : null,
            timing is { Length: > 0 and <= MaximumTimingLength } && !timing.AsSpan().ContainsAnyExcept(TimingCharacters) ? timing : null,
            int.TryParse(HeaderOf(response, HeaderNames.QueuedTokens), NumberStyles.None, CultureInfo.InvariantCulture, out var queued) ? queued : null);
    }

    private static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
