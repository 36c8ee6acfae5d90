using System.Buffers;

namespace Sentiment.Hosting.Secrets.Api;

/// <summary>What may stand in the address of a call: nothing that must be escaped, and nothing that leads elsewhere.</summary>
internal static class VaultPath
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

    public static bool IsOne(string? path) => path is not null && path.Split('/').All(static part => part.Length > 0 && part is not ("." or "..") && !part.AsSpan().ContainsAnyExcept(Characters));
}
