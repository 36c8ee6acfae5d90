using System.Net.Http.Json;
using System.Text.Json;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>That rules and dashboards ask for what services emit, and for nothing else: an alert on a metric that nobody has never fires.</summary>
[Collection(ObservedSystemDefinition.Name)]
public sealed class MetricMatchTests(ObservedSystem system)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RulesAndDashboards_AskForWhatIsEmitted()
    {
        var emitted = new EmittedMetrics();
        emitted.Add(await File.ReadAllTextAsync(RepositoryRoot.Combine("tests", "Sentiment.EndToEnd.Tests", "Monitoring", "ClusterMetrics.txt"), Token));
        using var client = new HttpClient();
        foreach (var management in system.Services.Values)
        {
            emitted.Add(await client.GetStringAsync(new Uri(management, "/metrics"), Token));
        }

        var recorded = RuleFiles.All.Where(static rule => !rule.IsAlert).Select(static rule => rule.Name).ToHashSet(StringComparer.Ordinal);
        var asked = RuleFiles.All.Select(static rule => (Place: rule.Name, rule.Expression))
            .Concat(Dashboards.Expressions())
            .Select(static question => (question.Place, Expression: WithoutVariables(question.Expression)))
            .ToArray();
        var missing =
            from question in asked
            from metric in PromQuery.MetricsOf(question.Expression)
            where !recorded.Contains(metric.Name)
            let what = emitted.Missing(metric)
            where what is not null
            select $"{question.Place} asks for {what}";

        Assert.InRange(asked.Length, RuleFiles.All.Count + 20, int.MaxValue);
        Assert.Empty(missing);
    }

    /// <summary>Prometheus itself, which scrapes the services while they work: its view of rules and dashboards, not ours.</summary>
    [Fact]
    public async Task RulesAndDashboards_GiveDataInPrometheus()
    {
        Assert.SkipWhen(PrometheusServer.SkipReason is not null, PrometheusServer.SkipReason ?? string.Empty);
        await using var prometheus = await PrometheusServer.StartAsync(RuleFiles.WriteTo, system.Services);
        using var load = new CancellationTokenSource();
        var loading = LoadAsync(load.Token);
        try
        {
            foreach (var rule in RuleFiles.All.Where(static rule => !rule.IsAlert))
            {
                await Poll.UntilAsync(async () => await prometheus.HasDataAsync(rule.Name, Token), Soon, Token, rule.Name);
            }

            foreach (var (place, expression) in Dashboards.Expressions())
            {
                await prometheus.CheckAsync(place, WithoutVariables(expression), Token);
            }
        }
        finally
        {
            await load.CancelAsync();
            await loading;
        }
    }

    private static string WithoutVariables(string expression) =>
        expression.Replace("$arm", ".*", StringComparison.Ordinal).Replace("$backend", ".*", StringComparison.Ordinal);

    private async Task LoadAsync(CancellationToken stop)
    {
        using var client = system.CreateClient();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            using var response = await client.PostAsJsonAsync("/api/v1/predict", new { text = $"Take {i} of the same scene." }, CancellationToken.None);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
            using var feedback = await client.PostAsJsonAsync("/api/v1/feedback", new { prediction_id = answer.GetProperty("prediction_id").GetString(), label = "POSITIVE" }, CancellationToken.None);
        }
    }
}
