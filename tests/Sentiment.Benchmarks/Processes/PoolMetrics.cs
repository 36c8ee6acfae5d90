using System.Globalization;

namespace Sentiment.Benchmarks.Processes;

/// <summary>A pool's own counters, read from its management port.</summary>
internal sealed class PoolMetrics(Server pool) : IDisposable
{
    // Longer than a run of sixteen texts takes on a slow machine.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    private readonly HttpClient _client = new() { BaseAddress = pool.Management };

    /// <summary>
    /// Texts of all runs so far, whoever they were for. <c>ml_inferences_total</c> has only those that were answered.
    /// </summary>
    public async Task<double> TextsRunAsync(CancellationToken stop) =>
        Sum(await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative), stop), "ml_inference_batch_texts_sum");

    /// <summary>Likewise, once it stands still: a last run may be under way when the last answer is there.</summary>
    public async Task<double> SettledTextsRunAsync(CancellationToken stop)
    {
        for (var before = -1.0; ;)
        {
            var now = await TextsRunAsync(stop);
            if (now == before)
            {
                return now;
            }

            before = now;
            await Task.Delay(Settling, stop);
        }
    }

    /// <summary>Texts of a run, on average over all runs so far.</summary>
    public async Task<double> TextsOfARunAsync(CancellationToken stop)
    {
        var metrics = await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative), stop);
        return Sum(metrics, "ml_inference_batch_texts_sum") / Sum(metrics, "ml_inference_batch_texts_count");
    }

    public void Dispose() => _client.Dispose();

    /// <summary>All series of a name in the text format of Prometheus, added up.</summary>
    internal static double Sum(string metrics, string name) => metrics
        .Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is ('{' or ' '))
        .Sum(static line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
