using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sentiment.Cli.Tests.Fixtures;

/// <summary>
/// What <c>ab</c> and <c>keys</c> see of a running gateway: run.json, gateway.json and keys.json in a state directory, and an address with metrics.
/// It reads the files anew for each scrape, and works with them or not, as told.
/// </summary>
public sealed class StubGateway : IAsyncDisposable
{
    private readonly StubRepository _repository;
    private readonly WebApplication _app;
    private Dictionary<string, double> _inForce = [];
    private string _keysRevision = string.Empty;

    private StubGateway(StubRepository repository, WebApplication app)
    {
        _repository = repository;
        _app = app;
        app.MapGet("/metrics", context => context.Response.WriteAsync(Metrics()));
    }

    /// <summary>Whether it takes what the file says.</summary>
    public bool Accepts { get; set; } = true;

    /// <summary>Whether it says what is in force.</summary>
    public bool SaysWeights { get; set; } = true;

    /// <summary>Further lines of its metrics, or null for an answer that has nothing to do with metrics.</summary>
    public string? Traffic { get; set; } = "";

    /// <summary>Starts, with arms of these weights in the file.</summary>
    public static async Task<StubGateway> StartAsync(StubRepository repository, params IReadOnlyList<(string Id, double Weight)> arms)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var gateway = new StubGateway(repository, builder.Build());
        gateway._app.Urls.Add("http://127.0.0.1:0");
        await gateway._app.StartAsync();
        Directory.CreateDirectory(repository.StateDirectory);
        var entries = arms.Select(arm => new { arm.Id, Cluster = arm.Id, Backend = "onnx", arm.Weight });
        await File.WriteAllTextAsync(repository.GatewayFile, JsonSerializer.Serialize(new { Sentiment = new { Arms = entries } }));
        var address = gateway._app.Urls.Single();
        await File.WriteAllTextAsync(
            repository.RunFile,
            $$"""{"api_key":"sk-dev-1","services":[{"name":"gateway","address":"http://127.0.0.1:1","management":"{{address}}","pid":1}]}""");
        return gateway;
    }

    /// <summary>Ends, and leaves its files, as a system that was killed.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Metrics()
    {
        if (Traffic is null)
        {
            return "welcome";
        }

        if (Accepts || _inForce.Count == 0)
        {
            _inForce = FileWeights();
            _keysRevision = KeysRevision();
        }

        var text = new StringBuilder(Traffic).Append('\n');
        if (SaysWeights)
        {
            text.Append(CultureInfo.InvariantCulture, $"ml_configuration_current {(Accepts ? 1 : 0)}\n{_keysRevision}\n");
            foreach (var (id, weight) in _inForce)
            {
                text.Append(CultureInfo.InvariantCulture, $"ml_arm_weight{{arm=\"{id}\"}} {weight}\n");
            }
        }

        return text.ToString();
    }

    // The first six bytes of the hash, as the gateway has it.
    private string KeysRevision() => File.Exists(_repository.KeysFile)
        ? $"ml_configuration_revision{{file=\"keys.json\"}} {long.Parse(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_repository.KeysFile)).AsSpan(0, 6)), NumberStyles.HexNumber, CultureInfo.InvariantCulture)}"
        : string.Empty;

    private Dictionary<string, double> FileWeights()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(_repository.GatewayFile));
        return document.RootElement.GetProperty("Sentiment").GetProperty("Arms").EnumerateArray()
            .ToDictionary(arm => arm.GetProperty("Id").GetString()!, arm => arm.GetProperty("Weight").GetDouble());
    }
}
