using System.Text.Json;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Tests.Predictions;

public sealed class WireShapeTests
{
    private static readonly Prediction Sample = new()
    {
        Label = "POSITIVE",
        Score = 0.75f,
        Scores = new Dictionary<string, float>(StringComparer.Ordinal) { ["NEGATIVE"] = 0.25f, ["POSITIVE"] = 0.75f },
        InferenceTimeMs = 1.5,
        ModelName = "m",
        ModelVersion = "1",
        Backend = "onnx",
        Arm = "onnx",
        Cached = false,
        TextLength = 3,
        Tokens = 5,
        Truncated = false,
    };

    private const string SampleMembers =
        """
        "label":"POSITIVE","score":0.75,"scores":{"NEGATIVE":0.25,"POSITIVE":0.75},"inference_time_ms":1.5,"model_name":"m","model_version":"1","backend":"onnx","arm":"onnx","cached":false,"text_length":3,"tokens":5,"truncated":false
        """;

    [Fact]
    public void Prediction_Serialised_HasTheContractsMembers() =>
        Assert.Equal($"{{{SampleMembers}}}", JsonSerializer.Serialize(Sample, ContractsJson.Default.Prediction));

    [Fact]
    public void Prediction_OfAPool_LeavesOutWhatOnlyTheGatewayKnows()
    {
        var json = JsonSerializer.Serialize(Sample with { Arm = null, Cached = null }, ContractsJson.Default.Prediction);

        Assert.DoesNotContain("arm", json, StringComparison.Ordinal);
        Assert.DoesNotContain("cached", json, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchResponse_Serialised_IsFlatWithIndexes()
    {
        var response = new BatchResponse([new BatchItem(0, Sample, null), new BatchItem(1, null, new ApiError(ErrorCode.TextEmpty, "empty").ToProblem("c"))]);

        var json = JsonSerializer.Serialize(response, ContractsJson.Default.BatchResponse);

        Assert.Equal(
            $$$"""{"results":[{"index":0,{{{SampleMembers}}}},{"index":1,"error":{"type":"/errors#E1001","title":"The text is empty","status":400,"detail":"empty","code":"E1001","correlation_id":"c"}}]}""",
            json);
    }

    [Fact]
    public void BatchResponse_ReadBack_KeepsBothKindsOfItems()
    {
        var response = new BatchResponse([new BatchItem(0, Sample, null), new BatchItem(1, null, new ApiError(ErrorCode.TextEmpty, "empty").ToProblem("c"))]);

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(response, ContractsJson.Default.BatchResponse), ContractsJson.Default.BatchResponse)!;

        Assert.Equal("POSITIVE", read.Results[0].Prediction!.Label);
        Assert.Null(read.Results[0].Error);
        Assert.Equal("E1001", read.Results[1].Error!.Code);
        Assert.Equal(1, read.Results[1].Index);
    }

    [Fact]
    public void Problem_OfAField_ListsItUnderErrors()
    {
        var problem = new ApiError(ErrorCode.MalformedRequest, "wrong") { Field = "text" }.ToProblem("id");

        Assert.Equal(
            """{"type":"/errors#E1003","title":"The request is malformed","status":400,"detail":"wrong","code":"E1003","correlation_id":"id","errors":{"text":["wrong"]}}""",
            JsonSerializer.Serialize(problem, ContractsJson.Default.Problem));
    }
}
