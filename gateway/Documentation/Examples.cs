using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Feedback;
using Sentiment.Contracts.Models;
using Sentiment.Contracts.Parsing;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Documentation;

/// <summary>Requests as a client writes them, and answers as our own types and parser give them.</summary>
internal static class Examples
{
    public const string Digest = "6f1c0f4a5b1d7e1f3a9c8b2d4e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7081";
    public const string CorrelationId = "019a9c1e-6d1c-7c55-9d0b-0d3f4c2f3a11";

    // As long as one is of an arm whose id has four letters.
    private const string PredictionId = "AU3vaSZVgCwf5nQ0pHJ7cYlGo2kXbR8mWdS1uTzNqEoVhDxy6fArpLwiGcBeKt9gUv4jMaZsOxYH3b2P";

    private const string Plain = "plain";
    private const string BadOne = "one_bad_text";

    private static readonly Prediction Good = new()
    {
        Label = "POSITIVE",
        Score = 0.99227136f,
        Scores = new Dictionary<string, float>(StringComparer.Ordinal) { ["NEGATIVE"] = 0.0077286316f, ["POSITIVE"] = 0.99227136f },
        InferenceTimeMs = 1.2,
        ModelName = "sentiment-base",
        ModelVersion = "0.2.0",
        Backend = Backends.Onnx,
        TextLength = 20,
        Tokens = 7,
        Truncated = false,
    };

    private static readonly Prediction Bad = Good with
    {
        Label = "NEGATIVE",
        Score = 0.75690275f,
        Scores = new Dictionary<string, float>(StringComparer.Ordinal) { ["NEGATIVE"] = 0.75690275f, ["POSITIVE"] = 0.24309723f },
        TextLength = 17,
        Tokens = 6,
    };

    private static readonly ModelStatus Replica = new()
    {
        State = "ready",
        Backend = Backends.Onnx,
        Model = new ModelDetails
        {
            Name = "sentiment-base",
            Version = "0.2.0",
            Precision = "int8",
            Labels = ["NEGATIVE", "POSITIVE"],
            MaximumTokens = 256,
            ServingDigest = Digest,
            Hardware = "cpu, 1 thread a run",
            Parity = new ParityReport(24, 0.0012f, 0.05f),
        },
    };

    public static IReadOnlyList<Example> PredictRequests { get; } =
    [
        new(Plain, "A text", """{"text":"I love this product!"}"""),
        new("options", "A backend, and only the beginning of a long text", """{"text":"It broke after a day.","backend":"onnx","truncation":"head"}"""),
    ];

    public static IReadOnlyList<Example> BatchRequests { get; } =
    [
        new(BadOne, "Three texts, one of them empty", """{"texts":["I love this product!","","Broke after a day"]}"""),
    ];

    public static IReadOnlyList<Example> PredictAnswers { get; } = [new(Plain, "A prediction", Write(FromGateway(Good)))];

    public static IReadOnlyList<Example> BatchAnswers { get; } = [new(BadOne, "Two predictions and a problem", Write(Batch(FromGateway)))];

    public static IReadOnlyList<Example> FeedbackRequests { get; } =
    [
        new(Plain, "It should have been negative", JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["prediction_id"] = PredictionId, ["label"] = Labels.Negative })),
    ];

    public static IReadOnlyList<Example> FeedbackAnswers { get; } =
    [
        new(Plain, "Counted", JsonSerializer.Serialize(new FeedbackResponse { Arm = "onnx", PredictedLabel = Labels.Positive, Agreed = false }, ContractsJson.Default.FeedbackResponse)),
    ];

    public static IReadOnlyList<Example> ModelsAnswers { get; } =
    [
        new("two_replicas", "One that is ready, and one that cannot be asked", Write(new ModelsResponse(
        [
            Replica with { Arm = "onnx", Replica = "onnx-1" },
            new ModelStatus { Arm = "torch", Replica = "torch-1", State = "unreachable", Backend = Backends.Torch },
        ]))),
    ];

    public static IReadOnlyList<Example> PoolPredictAnswers { get; } = [new(Plain, "A prediction", Write(Good))];

    public static IReadOnlyList<Example> PoolBatchAnswers { get; } = [new(BadOne, "Two predictions and a problem", Write(Batch(static prediction => prediction)))];

    public static IReadOnlyList<Example> PoolModelsAnswers { get; } = [new("itself", "The pool itself", Write(new ModelsResponse([Replica])))];

    private static Prediction FromGateway(Prediction prediction) => prediction with { Arm = "onnx", Cached = false, PredictionId = PredictionId };

    private static BatchResponse Batch(Func<Prediction, Prediction> sign)
    {
        RequestParser.ParseBatch("""{"texts":["",""]}"""u8).Succeeded(out var parsed, out _);
        return new([new(0, sign(Good), Error: null), new(1, Prediction: null, parsed!.Items[1].Error!.ToProblem(CorrelationId)), new(2, sign(Bad), Error: null)]);
    }

    private static string Write(Prediction answer) => JsonSerializer.Serialize(answer, ContractsJson.Default.Prediction);

    private static string Write(BatchResponse answer) => JsonSerializer.Serialize(answer, ContractsJson.Default.BatchResponse);

    private static string Write(ModelsResponse answer) => JsonSerializer.Serialize(answer, ContractsJson.Default.ModelsResponse);
}
