using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sentiment.Gateway.Predictions;

internal static class JsonAnswer
{
    /// <summary>Whole in memory before the first byte leaves: an answer is never half.</summary>
    public static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
