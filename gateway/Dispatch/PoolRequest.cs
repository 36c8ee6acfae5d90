using System.Text.Json.Serialization.Metadata;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Dispatch.Answers;

namespace Sentiment.Gateway.Dispatch;

/// <summary>What is asked of a replica; the same for each that is tried.</summary>
/// <typeparam name="T">A prediction, or a batch of them.</typeparam>
/// <param name="Path">Of the pool's API.</param>
/// <param name="Body">Canonical JSON.</param>
/// <param name="Type">What success looks like.</param>
/// <param name="FlawOf">What is wrong with an answer that should come from this backend; null when nothing is.</param>
internal sealed record PoolRequest<T>(string Path, byte[] Body, JsonTypeInfo<T> Type, Func<T, string, string?> FlawOf)
    where T : class
{
    // English has about four letters a token.
    private const int BytesOfAToken = 4;

    /// <summary>About what it costs a pool.</summary>
    public int Tokens => Math.Max(1, Body.Length / BytesOfAToken);
}

internal static class PoolRequest
{
    public static PoolRequest<Prediction> Predict(byte[] body) =>
        new("/api/v1/predict", body, ContractsJson.Default.Prediction, AnswerCheck.FlawOf);

    /// <param name="body">Canonical, of <paramref name="texts"/> texts.</param>
    /// <param name="texts">How many results there must be.</param>
    public static PoolRequest<BatchResponse> PredictBatch(byte[] body, int texts) =>
        new("/api/v1/predict/batch", body, ContractsJson.Default.BatchResponse, (answer, backend) => AnswerCheck.FlawOf(answer, texts, backend));
}
