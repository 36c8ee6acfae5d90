using System.Globalization;
using Microsoft.OpenApi;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Experiments;
using HttpHeaders = Microsoft.Net.Http.Headers.HeaderNames;

namespace Sentiment.Gateway.Documentation;

/// <summary>What a request may say outside its body. The key is a security scheme, and none of these.</summary>
internal static class RequestParameters
{
    public const string PoolArm = "arm";

    /// <summary>By name, each described once for all operations.</summary>
    public static Dictionary<string, IOpenApiParameter> All() =>
        Everything().ToDictionary(static parameter => parameter.Name!, static IOpenApiParameter (parameter) => parameter, StringComparer.Ordinal);

    private static OpenApiParameter[] Everything() =>
    [
        new()
        {
            Name = PoolArm,
            In = ParameterLocation.Path,
            Required = true,
            Description = "Id of the arm. `GET /api/v1/models` names them.",
            Schema = Text(),
            Example = "onnx",
        },
        Header(HeaderNames.Backend, "As `backend` in the body. Both may be sent if they agree (else E1008).", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [Backends.Auto, Backends.Onnx, Backends.Torch],
        }),
        Header(HeaderNames.Arm, "Forces an arm by its id. One that the key may not use is E3003, an unknown one E1004.", Text()),
        Header(
            HeaderNames.StickyId,
            "Whom the request is for: visible ASCII characters, sent once (else E1003). Requests with the same key and id get the same arm. Not logged, and not sent to a pool.",
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = ArmWish.MaximumStickyIdLength, Pattern = "^[!-~]+$" }),
        Header(
            HeaderNames.RequestTimeoutMs,
            $"Milliseconds until the answer is due; {Limits.DefaultTimeout.TotalMilliseconds:0} unless sent. Then 504 E2003, or 503 E4005 where nothing of it was run.",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = Milliseconds(Limits.MinimumTimeout), Maximum = Milliseconds(Limits.MaximumTimeout) }),
        Header(
            HeaderNames.CorrelationId,
            "Ties the call to our logs: up to 128 of `A-Z a-z 0-9 - _ . : /`. Anything else is replaced.",
            Text()),
        Header(
            HttpHeaders.CacheControl,
            "`no-cache`: the model is asked, whatever is known, and its answer kept. `no-store`: nothing is looked up, waited for or kept.",
            Text()),
    ];

    // Without examples: a page that lets people try would send them all.
    private static OpenApiParameter Header(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = schema };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
