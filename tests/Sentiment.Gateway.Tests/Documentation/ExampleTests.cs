using System.Text.Json;
using System.Text.Json.Nodes;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Documentation;

/// <summary>What the document shows is what happens: its examples are sent, and answers are held against its schemas.</summary>
public sealed class ExampleTests : IClassFixture<SharedGateway>
{
    private const string None = "none";

    private readonly ScriptedPool _pool;
    private readonly TestGateway _gateway;

    public ExampleTests(SharedGateway shared)
    {
        (_pool, _gateway) = (shared.Pool, shared.Gateway);
        _pool.Reset();
    }

    /// <summary>Method, path, name of the request's example.</summary>
    public static TheoryData<string, string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (method, path, operation) in CommittedContract.Operations)
            {
                foreach (var name in RequestsOf(operation).Select(static example => example.Name).DefaultIfEmpty(None))
                {
                    data.Add(method, path, name);
                }
            }

            return data;
        }
    }

    /// <summary>Path and code of every problem that the document shows of the gateway's own calls. What a pool refuses, it refuses by the same parser.</summary>
    public static TheoryData<string, string> ShownProblems
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (method, path, operation) in CommittedContract.Operations.Where(static operation => operation.Path.StartsWith("/api/", StringComparison.Ordinal)))
            {
                foreach (var problem in ProblemsOf(operation))
                {
                    data.Add($"{method} {path}", problem.Code);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Request_OfAnExample_GetsAnAnswerAsTheDocumentSays(string method, string path, string name)
    {
        var operation = CommittedContract.Operation(method, path);
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{arm}", "onnx", StringComparison.Ordinal));
        if (name != None)
        {
            var body = RequestsOf(operation).Single(example => example.Name == name).Value;
            Assert.Empty(CommittedContract.Schemas.FlawsOf(body, CommittedContract.ContentOf(operation.GetProperty("requestBody")).Value.GetProperty("schema")));
            request.Content = Requests.Json(await WithARealIdAsync(body.GetRawText()));
        }

        using var response = await _gateway.Client.SendAsync(request, Requests.Token);

        Assert.Equal(CommittedContract.GoodAnswerOf(operation).Name, $"{(int)response.StatusCode}");
        await AssertAsDocumentedAsync(response, operation, isWhole: true);
    }

    [Fact]
    public void Answers_OfExamples_AreOfTheirSchemasAndTypes()
    {
        foreach (var (_, path, operation) in CommittedContract.Operations)
        {
            var content = CommittedContract.ContentOf(CommittedContract.GoodAnswerOf(operation).Value).Value;
            var examples = CommittedContract.ExamplesOf(content).ToArray();
            Assert.NotEmpty(examples);
            Assert.All(examples, example =>
            {
                Assert.Empty(CommittedContract.Schemas.FlawsOf(example.Value, content.GetProperty("schema")));
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(example.Value.GetRawText()), ReadAndWritten(path, example.Value)), $"{path} {example.Name}");
            });
        }
    }

    [Fact]
    public void Problems_OfExamples_AreWholeAndOfTheirStatus()
    {
        foreach (var (code, status, codes, value) in CommittedContract.Operations.SelectMany(static operation => ProblemsOf(operation.Operation)))
        {
            Assert.Empty(CommittedContract.Schemas.FlawsOf(value, CommittedContract.Root.GetProperty("components").GetProperty("schemas").GetProperty("Problem")));
            var problem = value.Deserialize(ContractsJson.Default.Problem)!;
            Assert.Equal((code, status), (problem.Code, $"{problem.Status}"));
            Assert.Contains(code, codes);
        }
    }

    [Theory]
    [MemberData(nameof(ShownProblems))]
    public async Task Problem_OfAnExample_IsWhatTheGatewayAnswers(string call, string wire)
    {
        Assert.True(ErrorCatalog.TryParse(wire, out var code));
        var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? Provocation(path, code) : null };
        var client = code == ErrorCode.CredentialsMissing ? _gateway.Stranger : _gateway.Client;
        _pool.Script = code == ErrorCode.NoReplica ? PoolScript.Problem(ErrorCode.ModelNotLoaded) : null;

        using var response = await client.SendAsync(request, Requests.Token);

        var operation = CommittedContract.Operation(method, path);
        var problem = await response.AssertProblemAsync(code);
        await AssertAsDocumentedAsync(response, operation, isWhole: false);
        var shown = ProblemsOf(operation).Single(example => example.Code == wire).Value.Deserialize(ContractsJson.Default.Problem)!;
        Assert.Equal(Write(shown), Write(problem with { CorrelationId = shown.CorrelationId }));
    }

    // The least that gets each of them.
    private static ByteArrayContent Provocation(string path, ErrorCode code)
    {
        var fine = path switch
        {
            Requests.Predict => "\"text\":\"fine\"",
            Requests.Batch => "\"texts\":[\"fine\"]",
            _ => "\"prediction_id\":\"AU3vaSZV\"",
        };
        return code switch
        {
            ErrorCode.TextEmpty => Requests.Text(" "),
            ErrorCode.BatchEmpty => Requests.Json("""{"texts":[]}"""),
            ErrorCode.MalformedRequest => Requests.Json($"{{{fine},\"lang\":\"en\"}}"),
            ErrorCode.UnknownBackendOrArm => Requests.Json($"{{{fine},\"backend\":\"gpu\"}}"),
            ErrorCode.UnsupportedMediaType => new StringContent("fine"),
            ErrorCode.CredentialsMissing or ErrorCode.NoReplica => Requests.Json($"{{{fine}}}"),
            _ => throw new ArgumentOutOfRangeException(nameof(code), code, "The document shows this problem, and nothing here provokes it."),
        };
    }

    /// <summary>One that the gateway has just given out, in place of the document's.</summary>
    private async Task<string> WithARealIdAsync(string body)
    {
        var json = JsonNode.Parse(body)!;
        if (json["prediction_id"] is null)
        {
            return body;
        }

        using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"));
        json["prediction_id"] = JsonNode.Parse(await response.Content.ReadAsStringAsync(Requests.Token))!["prediction_id"]!.DeepClone();
        return json.ToJsonString();
    }

    private static string Write(Problem problem) => JsonSerializer.Serialize(problem, ContractsJson.Default.Problem);

    private static async Task AssertAsDocumentedAsync(HttpResponseMessage response, JsonElement operation, bool isWhole)
    {
        var documented = operation.GetProperty("responses").GetProperty($"{(int)response.StatusCode}");
        var content = CommittedContract.ContentOf(documented);
        Assert.Equal(content.Name, response.Content.Headers.ContentType?.MediaType);
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Requests.Token));
        Assert.Empty(CommittedContract.Schemas.FlawsOf(body.RootElement, content.Value.GetProperty("schema")));

        var headers = documented.GetProperty("headers").EnumerateObject().Select(static header => header.Name).ToArray();
        var sent = response.Headers.Select(static header => header.Key).Where(IsOurs).ToArray();
        Assert.Empty(sent.Except(headers, StringComparer.OrdinalIgnoreCase));
        if (isWhole)
        {
            Assert.Empty(headers.Except(sent, StringComparer.OrdinalIgnoreCase));
        }
    }

    // Others are HTTP's own.
    private static bool IsOurs(string header) =>
        (header.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && header != "X-Content-Type-Options")
        || header is "RateLimit" or "RateLimit-Policy" or "Cache-Status" or "Server-Timing" or "Retry-After" or "WWW-Authenticate";

    private static IEnumerable<(string Name, JsonElement Value)> RequestsOf(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) ? CommittedContract.ExamplesOf(CommittedContract.ContentOf(body).Value) : [];

    private static IEnumerable<(string Code, string Status, string[] Codes, JsonElement Value)> ProblemsOf(JsonElement operation) =>
        from answer in operation.GetProperty("responses").EnumerateObject()
        where !CommittedContract.IsGood(answer.Name)
        from example in CommittedContract.ExamplesOf(CommittedContract.ContentOf(answer.Value).Value)
        select (example.Name, answer.Name, answer.Value.GetProperty("x-error-codes").EnumerateArray().Select(static code => code.GetString()!).ToArray(), example.Value);

    private static JsonNode? ReadAndWritten(string path, JsonElement value) => path switch
    {
        _ when path.EndsWith("/batch", StringComparison.Ordinal) => JsonSerializer.SerializeToNode(value.Deserialize(ContractsJson.Default.BatchResponse)!, ContractsJson.Default.BatchResponse),
        _ when path.EndsWith("/feedback", StringComparison.Ordinal) => JsonSerializer.SerializeToNode(value.Deserialize(ContractsJson.Default.FeedbackResponse)!, ContractsJson.Default.FeedbackResponse),
        _ when path.EndsWith("/predict", StringComparison.Ordinal) => JsonSerializer.SerializeToNode(value.Deserialize(ContractsJson.Default.Prediction)!, ContractsJson.Default.Prediction),
        _ => JsonSerializer.SerializeToNode(value.Deserialize(ContractsJson.Default.ModelsResponse)!, ContractsJson.Default.ModelsResponse),
    };
}
