using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.Tests.Kit;

internal static class Requests
{
    public const string Predict = "/api/v1/predict";
    public const string Batch = "/api/v1/predict/batch";

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static ByteArrayContent Json(string body) => Json(Encoding.UTF8.GetBytes(body));

    public static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public static ByteArrayContent Text(string text) => Json(System.Text.Json.JsonSerializer.Serialize(new { text }));

    /// <summary>A POST with headers.</summary>
    public static Task<HttpResponseMessage> CallAsync(this HttpClient client, string path, HttpContent body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return client.SendAsync(request, Token);
    }

    public static string HeaderOf(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : string.Empty;

    /// <summary>The answer is the problem of this code, whole and consistent.</summary>
    public static async Task<Problem> AssertProblemAsync(this HttpResponseMessage response, ErrorCode expected)
    {
        Assert.Equal(Problem.MediaType, response.Content.Headers.ContentType?.MediaType);
        var problem = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Problem, Token))!;
        Assert.Equal(ErrorCatalog.Wire(expected), problem.Code);
        var description = ErrorCatalog.Describe(expected);
        Assert.Equal(description.Status, (int)response.StatusCode);
        Assert.Equal(description.Status, problem.Status);
        Assert.Equal(description.Title, problem.Title);
        Assert.Equal($"/errors#{problem.Code}", problem.Type);
        Assert.Equal(response.HeaderOf(HeaderNames.CorrelationId), problem.CorrelationId);
        return problem;
    }
}
