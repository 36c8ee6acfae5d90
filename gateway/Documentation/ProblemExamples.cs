using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Parsing;
using Sentiment.Gateway.Dispatch;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Documentation;

/// <summary>Problems in the words of the code that answers with them: of those that a line of ours can provoke.</summary>
internal static class ProblemExamples
{
    public static IReadOnlyList<ApiError> PredictRefusals() =>
    [
        RequestParser.ParsePredict("""{"text":" "}"""u8).Error!,
        RequestParser.ParsePredict("""{"text":"fine","lang":"en"}"""u8).Error!,
        RequestParser.ParsePredict("""{"text":"fine","backend":"gpu"}"""u8).Error!,
    ];

    public static IReadOnlyList<ApiError> BatchRefusals() =>
    [
        RequestParser.ParseBatch("""{"texts":[]}"""u8).Error!,
        RequestParser.ParseBatch("""{"texts":["fine"],"lang":"en"}"""u8).Error!,
        RequestParser.ParseBatch("""{"texts":["fine"],"backend":"gpu"}"""u8).Error!,
    ];

    public static IReadOnlyList<ApiError> FeedbackRefusals() =>
    [
        RequestParser.ParseFeedback("""{"prediction_id":"AU3vaSZV","lang":"en"}"""u8).Error!,
    ];

    /// <param name="codes">Of which codes, where there is an example.</param>
    /// <param name="operation">Whose.</param>
    public static IEnumerable<Example> Of(IEnumerable<ErrorCode> codes, Operation operation) =>
        from code in codes
        let error = operation.Body?.Refusals.SingleOrDefault(refusal => refusal.Code == code) ?? Common(code)
        where error is not null
        select new Example(
            ErrorCatalog.Wire(code), ErrorCatalog.Describe(code).Title, JsonSerializer.Serialize(error.ToProblem(Examples.CorrelationId), ContractsJson.Default.Problem));

    private static ApiError? Common(ErrorCode code) => code switch
    {
        ErrorCode.CredentialsMissing => PresentedKey.Of(new HeaderDictionary()).Error,
        ErrorCode.NoReplica => DispatchErrors.NoReplica("onnx"),
        ErrorCode.UnsupportedMediaType => RequestBody.UnsupportedMediaType(),
        _ => null,
    };
}
