using System.Text.Json.Serialization;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Feedback;
using Sentiment.Contracts.Models;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts;

/// <summary>The wire format of everything that leaves a service: snake_case, generated, no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Prediction))]
[JsonSerializable(typeof(BatchResponse))]
[JsonSerializable(typeof(ModelsResponse))]
[JsonSerializable(typeof(FeedbackResponse))]
public sealed partial class ContractsJson : JsonSerializerContext;

/// <summary>The two shapes behind <see cref="BatchItem"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PredictedItem))]
[JsonSerializable(typeof(FailedItem))]
internal sealed partial class BatchItemJson : JsonSerializerContext;
