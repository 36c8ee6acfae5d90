using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.Dispatch.Answers;

/// <summary>Turns a replica's response into a value, or into what is told instead.</summary>
internal static class AnswerReader
{
    /// <summary>Most bytes of an answer that are read: 128 results take about 60 KB, so more is not an answer.</summary>
    public const int MaximumBytes = 1024 * 1024;

    private const string Json = "application/json";

    /// <param name="response">Its body is read within the token's time and <see cref="MaximumBytes"/>.</param>
    /// <param name="type">What success looks like.</param>
    /// <param name="flawOf">What is wrong with a value that could be read; null when nothing is.</param>
    /// <param name="facts">What its headers said.</param>
    /// <param name="call">For the log.</param>
    /// <param name="cancellationToken">The request's deadline.</param>
    public static async Task<Reply<T>> ReadAsync<T>(
        HttpResponseMessage response, JsonTypeInfo<T> type, Func<T, string?> flawOf, PoolFacts facts, PoolCall call, CancellationToken cancellationToken)
        where T : class
    {
        await response.Content.LoadIntoBufferAsync(MaximumBytes, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        switch (response.Content.Headers.ContentType?.MediaType)
        {
            case Json when response.StatusCode == HttpStatusCode.OK:
                var flaw = Parse(body, type, out var value) is { } unreadable ? unreadable : flawOf(value!);
                return flaw is null ? new PoolAnswer<T>(value!, facts) : call.Unusable(flaw);

            case Problem.MediaType when !response.IsSuccessStatusCode:
                return Parse(body, ContractsJson.Default.Problem, out var problem) is { } garbled
                    ? call.Unusable(garbled)
                    : call.Refused(problem!, response.Headers.RetryAfter?.Delta);

            case not Problem.MediaType when response.StatusCode == HttpStatusCode.GatewayTimeout:
                // Somebody between us and the pool has a clock, too.
                return call.Late();

            case not Problem.MediaType when response.StatusCode == HttpStatusCode.ServiceUnavailable:
                // A mesh or a load balancer that has nobody behind it.
                return call.BrokeOff(Fault.Absent, "503 from somebody in between");

            default:
                return call.Unusable($"status {(int)response.StatusCode} with a media type that does not belong to it");
        }
    }

    // The parser's message may quote the body; only the place is told.
    private static string? Parse<T>(byte[] body, JsonTypeInfo<T> type, out T? value)
        where T : class
    {
        try
        {
            value = JsonSerializer.Deserialize(body, type);
            return value is null ? "its body is null" : null;
        }
        catch (JsonException invalid)
        {
            value = null;
            return $"its body of {body.Length} bytes is not the JSON of the contract, at byte {invalid.BytePositionInLine}";
        }
    }
}
