using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sentiment.Benchmarks.Load;

/// <summary>Requests as bytes, made before anything is measured: the load generator shares the processors with the server.</summary>
internal static class PredictRequest
{
    /// <param name="text">The text.</param>
    /// <param name="deadline">What the client gives the server; null for the server's own.</param>
    /// <param name="key">For the gateway; null for a pool.</param>
    public static byte[] For(string text, TimeSpan? deadline = null, string? key = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["text"] = text });
        var timeout = deadline is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $"X-Request-Timeout-Ms: {limit.TotalMilliseconds:0}\r\n")
            : string.Empty;
        var credentials = key is null ? string.Empty : $"X-API-Key: {key}\r\n";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{timeout}{credentials}Content-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public static byte[][] For(IEnumerable<string> texts, TimeSpan? deadline = null, string? key = null) => [.. texts.Select(text => For(text, deadline, key))];
}
