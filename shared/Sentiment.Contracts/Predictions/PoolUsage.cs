using System.Globalization;

namespace Sentiment.Contracts.Predictions;

/// <summary>What a pool has done for a request, as it says in <see cref="HeaderNames.Usage"/> when it is asked by a header of that name: for whoever passes bodies on unread.</summary>
/// <param name="Texts">That got a prediction.</param>
/// <param name="Tokens">That the model has read for them.</param>
public sealed record PoolUsage(int Texts, int Tokens)
{
    /// <summary>What asks for it: a true of structured fields (RFC 9651).</summary>
    public const string Wanted = "?1";

    private const string TextsAre = "texts=";
    private const string TokensAre = "tokens=";

    /// <returns>Null when it is none.</returns>
    public static PoolUsage? Parse(string? header) =>
        header?.Split(", ") is [var texts, var tokens] && Number(texts, TextsAre) is { } ofTexts && Number(tokens, TokensAre) is { } ofTokens
            ? new PoolUsage(ofTexts, ofTokens)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{TextsAre}{Texts}, {TokensAre}{Tokens}");

    private static int? Number(string member, string name) =>
        member.StartsWith(name, StringComparison.Ordinal) && int.TryParse(member.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
