using Microsoft.Extensions.Hosting;

namespace Sentiment.Hosting.Configuration;

/// <summary>
/// Polls the files: a Kubernetes ConfigMap changes by a link two folders up, which no watcher of the file itself sees, and watchers are few
/// (128 inotify instances a user). Asleep for ever where there are no files.
/// </summary>
internal sealed class ConfigurationPoll(ConfigurationReload reload, TimeProvider time) : BackgroundService
{
    /// <summary>A change is in force after one of these, a bad one is reported after two.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!reload.HasFiles)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            reload.Poll();
        }
    }
}
