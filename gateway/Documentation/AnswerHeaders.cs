using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.RateLimiting;
using OurHeaders = Sentiment.Contracts.HeaderNames;

namespace Sentiment.Gateway.Documentation;

/// <summary>What an answer may say outside its body.</summary>
internal static class AnswerHeaders
{
    /// <summary>By name, each described once for all answers.</summary>
    public static Dictionary<string, IOpenApiHeader> All() => new(StringComparer.Ordinal)
    {
        [OurHeaders.CorrelationId] = Header("The request's id, or a new one. Quote it to an operator.", "order-4711"),
        [OurHeaders.Backend] = Header("The runtime that answered.", "onnx"),
        [OurHeaders.ExperimentArm] = Header("The arm that the caller was given.", "onnx"),
        [OurHeaders.ServedArm] = Header("The arm that answered: another than the given one when that could not.", "onnx"),
        [OurHeaders.ModelDigest] = Header("SHA-256 over all that decides an answer; equal digests give equal predictions.", Examples.Digest, "^[0-9a-f]{64}$"),
        [CacheStatus.Header] = Header("What the cache did (RFC 9211).", "sentiment; fwd=miss; stored"),
        [OurHeaders.ServerTiming] = Header("What took how many milliseconds: `gateway`, `cache`, `queue`, `tokenize`, `infer`.", "gateway;dur=0.4, queue;dur=0.1, infer;dur=1.2"),
        [RateLimitHeaders.Remaining] = Header(
            "What is left of the caller's plan: `r` of each, and `t` seconds until all is there again (draft-ietf-httpapi-ratelimit-headers-10).",
            "\"requests\";r=999;t=1, \"texts\";r=4999;t=1, \"tokens\";r=999976;t=1"),
        [RateLimitHeaders.Policy] = Header("The caller's plan: `q` of each in `w` seconds.", "\"requests\";q=1000;w=60, \"texts\";q=5000;w=60, \"tokens\";q=1000000;w=60"),
        [HeaderNames.RetryAfter] = new OpenApiHeader
        {
            Description = "Seconds after which to try again. Left out of a 429 when waiting does not help: the request has more texts than the plan.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
            Example = 1,
        },
        [HeaderNames.WWWAuthenticate] = Header("How to send a key, and what is wrong with the one that was sent.", "Bearer realm=\"sentiment\""),
    };

    public static Dictionary<string, IOpenApiHeader> References(IEnumerable<string> names, OpenApiDocument document) =>
        names.ToDictionary(static name => name, IOpenApiHeader (name) => new OpenApiHeaderReference(name, document), StringComparer.Ordinal);

    private static OpenApiHeader Header(string description, string example, string? pattern = null) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern },
        Example = JsonValue.Create(example),
    };
}
