using System.Buffers;
using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;

namespace Sentiment.Hosting.Requests;

/// <summary>Ties a client's call to our logs. A client's own id is kept when it is safe to log; anything else is replaced, not refused.</summary>
internal static class CorrelationId
{
    // Room for a UUID, a trace id or a short name with both.
    private const int MaximumLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/");

    public static string Of(HttpRequest request)
    {
        var sent = request.Headers[HeaderNames.CorrelationId].ToString();
        return sent.Length is > 0 and <= MaximumLength && !sent.AsSpan().ContainsAnyExcept(Allowed) ? sent : Guid.CreateVersion7().ToString();
    }
}
