using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Documentation;

/// <summary>The document as it is served, and as it is committed.</summary>
public sealed class ContractTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Served = "/openapi/v1.json";

    [Fact]
    public async Task Document_Served_IsTheCommittedOne()
    {
        using var response = await shared.Gateway.Stranger.GetAsync(Served, Requests.Token);
        var served = await response.Content.ReadAsByteArrayAsync(Requests.Token);

        var committed = await File.ReadAllBytesAsync(CommittedContract.FilePath, Requests.Token);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.True(
            served.SequenceEqual(committed),
            "The gateway's contract is another than docs/openapi.json. If it should be, renew the file: run ./sentiment up, and beside it curl -sS http://127.0.0.1:8080/openapi/v1.json -o docs/openapi.json");
    }

    [Fact]
    public async Task Document_WithoutAKey_IsNotChargedAndKeptByItsTag()
    {
        using var first = await shared.Gateway.Stranger.GetAsync(Served, Requests.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, Served) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var second = await shared.Gateway.Stranger.SendAsync(request, Requests.Token);

        Assert.Equal(new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" }, first.Content.Headers.ContentType);
        Assert.Empty(first.HeaderOf("RateLimit"));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public void Document_SaysNothingOfWhereItIsServedOrOfWhatItIsMadeFrom()
    {
        var text = CommittedContract.Root.GetRawText();

        Assert.False(CommittedContract.Root.TryGetProperty("servers", out _));
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sentiment.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u003C", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<c>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"null\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_HasEveryEndpointOfTheApi()
    {
        var mapped = shared.Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(static endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        var described = CommittedContract.Operations.Where(static operation => operation.Path.StartsWith("/api/", StringComparison.Ordinal));

        Assert.Equal(mapped.Order(), described.Select(static operation => $"{operation.Method} {operation.Path}").Order());
    }

    [Fact]
    public void Document_EveryReference_LeadsSomewhere()
    {
        foreach (var reference in ReferencesIn(CommittedContract.Root))
        {
            Assert.True(CommittedContract.Schemas.TryFind(reference, out _), reference);
        }
    }

    [Fact]
    public void Problems_OfEachStatus_HaveTheCodesOfTheCatalog()
    {
        foreach (var (method, path, operation) in CommittedContract.Operations)
        {
            foreach (var answer in operation.GetProperty("responses").EnumerateObject().Where(static answer => !CommittedContract.IsGood(answer.Name)))
            {
                var codes = answer.Value.GetProperty("x-error-codes").EnumerateArray().Select(static code => code.GetString()!).ToArray();
                Assert.NotEmpty(codes);
                Assert.All(codes, code =>
                {
                    Assert.True(ErrorCatalog.TryParse(code, out var known), code);
                    Assert.Equal((method, path, answer.Name), (method, path, $"{ErrorCatalog.Describe(known).Status}"));
                    Assert.Contains($"[{code}](/errors#{code}) {ErrorCatalog.Describe(known).Title}", answer.Value.GetProperty("description").GetString(), StringComparison.Ordinal);
                });
            }
        }
    }

    [Fact]
    public void Schemas_OfBodies_RefuseWhatTheParserRefuses()
    {
        Assert.All(BodyCases.All, static body =>
        {
            using var json = JsonDocument.Parse(body.Utf8);
            var schema = CommittedContract.ContentOf(CommittedContract.Operation("POST", body.Path).GetProperty("requestBody")).Value.GetProperty("schema");

            var flaws = CommittedContract.Schemas.FlawsOf(json.RootElement, schema);

            Assert.True(body.IsParsed == (flaws.Count == 0), $"{Encoding.UTF8.GetString(body.Utf8.AsSpan(0, Math.Min(80, body.Utf8.Length)))}: {string.Join(", ", flaws)}");
        });
    }

    [Fact]
    public void Schemas_EveryMember_IsDescribed()
    {
        var schemas = CommittedContract.Root.GetProperty("components").GetProperty("schemas").EnumerateObject();

        Assert.All(
            from schema in schemas
            where schema.Value.TryGetProperty("properties", out _)
            from member in schema.Value.GetProperty("properties").EnumerateObject()
            select (schema.Name, Member: member),
            static found => Assert.True(
                found.Member.Value.TryGetProperty("description", out _) || found.Member.Value.TryGetProperty("$ref", out _), $"{found.Name}.{found.Member.Name}"));
    }

    private static IEnumerable<string> ReferencesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static member => member.Name == "$ref" ? [member.Value.GetString()!] : ReferencesIn(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(ReferencesIn),
        _ => [],
    };
}
