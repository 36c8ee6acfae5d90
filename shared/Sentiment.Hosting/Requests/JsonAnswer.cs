using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Sentiment.Hosting.Tracing;

namespace Sentiment.Hosting.Requests;

/// <summary>Answers in JSON of a known length: one write, where a stream of unknown length is sent in chunks.</summary>
public static class JsonAnswer
{
    private const string MediaType = "application/json; charset=utf-8";

    /// <param name="context">The request; its status is left as it is.</param>
    /// <param name="value">Small enough to be in memory whole.</param>
    /// <param name="type">Generated.</param>
    /// <param name="mediaType">Of the answer, where it is not plain JSON.</param>
    public static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, string mediaType = MediaType)
    {
        byte[] body;
        using (Spans.Start("response.serialize"))
        {
            body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        }

        context.Response.ContentType = mediaType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
