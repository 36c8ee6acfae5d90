using System.Text.Json;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>A real Prometheus on a free port, with nothing outside a folder of its own.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly DebianProgram Program = new("prometheus", "prometheus");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder;
    private readonly ServiceProcess _process;
    private readonly HttpClient _client;

    private PrometheusServer(TemporaryFolder folder, ServiceProcess process, int port)
    {
        (_folder, _process) = (folder, process);
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public static string? SkipReason { get; } = Program.SkipReason;

    /// <param name="writeRules">Writes the rule files into a folder.</param>
    /// <param name="services">Management addresses by the name that the label <c>service</c> has.</param>
    public static async Task<PrometheusServer> StartAsync(Action<string> writeRules, IReadOnlyDictionary<string, Uri> services)
    {
        var (folder, port) = (new TemporaryFolder(), FreePorts.Take());
        writeRules(Directory.CreateDirectory(folder.Combine("rules")).FullName);
        var targets = services.Select(static service => $"      - {{ targets: ['{service.Value.Authority}'], labels: {{ service: {service.Key} }} }}");
        await File.WriteAllTextAsync(folder.Combine("prometheus.yml"), $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: ['{{folder.Combine("rules")}}/*.yaml']
            scrape_configs:
              - job_name: sentiment
                static_configs:
            {{string.Join('\n', targets)}}
            """);
        var process = ServiceProcess.Start(new ProcessCommand(
            Program.Path,
            [
                $"--config.file={folder.Combine("prometheus.yml")}", $"--storage.tsdb.path={folder.Combine("data")}", $"--web.listen-address=127.0.0.1:{port}",
            ]));
        await process.WaitForLineAsync(static line => line.Contains("Server is ready to receive web requests", StringComparison.Ordinal), Limit);
        return new PrometheusServer(folder, process, port);
    }

    /// <summary>Whether a question has a number for an answer now.</summary>
    public async ValueTask<bool> HasDataAsync(string expression, CancellationToken cancellationToken) =>
        (await AskAsync(expression, cancellationToken)).GetProperty("data").GetProperty("result").EnumerateArray().Any(static series => series.GetProperty("value")[1].GetString() != "NaN");

    /// <summary>That Prometheus understands a question.</summary>
    public async Task CheckAsync(string place, string expression, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(expression, cancellationToken);
        Assert.True(answer.GetProperty("status").GetString() == "success", $"{place}: {expression}: {answer.GetRawText()}");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<JsonElement> AskAsync(string expression, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(new Uri($"/api/v1/query?query={Uri.EscapeDataString(expression)}", UriKind.Relative), cancellationToken);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken)).RootElement;
    }
}
