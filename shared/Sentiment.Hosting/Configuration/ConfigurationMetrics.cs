using Prometheus;

namespace Sentiment.Hosting.Configuration;

/// <summary>What became of changes to the configuration files.</summary>
internal sealed class ConfigurationMetrics
{
    private readonly Counter.Child _applied;
    private readonly Counter.Child _refused;
    private readonly Gauge _current;
    private readonly Gauge _revision;

    public ConfigurationMetrics(IMetricFactory metrics)
    {
        var reloads = metrics.CreateCounter("ml_configuration_reloads_total", "Changes of the configuration files, by what became of them.", ["result"]);
        _applied = reloads.WithLabels("applied");
        _refused = reloads.WithLabels("refused");
        _current = metrics.CreateGauge("ml_configuration_current", "1 when the files are in force; 0 while they hold a change that was refused.");
        _current.Set(1);
        _revision = metrics.CreateGauge(
            "ml_configuration_revision", "Of each configuration file a number that tells which content of it is in force: equal numbers, equal content.", ["file"]);
    }

    /// <param name="file">Its name; files of the same name in several folders share a series.</param>
    /// <param name="revision">Of what is in force of it.</param>
    public void InForce(string file, long revision) => _revision.WithLabels(file).Set(revision);

    /// <summary>False while the files hold a change that was refused.</summary>
    public bool IsCurrent => _current.Value > 0;

    public void Applied()
    {
        _applied.Inc();
        _current.Set(1);
    }

    public void Refused()
    {
        _refused.Inc();
        _current.Set(0);
    }

    public void Restored() => _current.Set(1);
}
