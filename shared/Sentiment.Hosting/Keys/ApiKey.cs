using System.Buffers;

namespace Sentiment.Hosting.Keys;

/// <summary>
/// The form of a key: <c>sk-ID-SECRET</c>. The id says which hash to compare with, so that a service with thousands of keys compares one; the
/// secret has no dash in it.
/// </summary>
public static class ApiKey
{
    public const int MaximumIdLength = 64;
    private const string Prefix = "sk-";

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <summary>The id in a key; empty when it has none.</summary>
    public static ReadOnlySpan<char> IdOf(ReadOnlySpan<char> key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) && key.LastIndexOf('-') is var end && end >= Prefix.Length ? key[Prefix.Length..end] : [];

    public static bool IsId(ReadOnlySpan<char> id) => id.Length is >= 1 and <= MaximumIdLength && !id.ContainsAnyExcept(IdCharacters);
}
