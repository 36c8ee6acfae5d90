using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Secrets;

/// <summary>The first look, before the configuration is checked. Vault may come up at the same time as the service: it is waited for, for a while.</summary>
internal sealed class VaultStart(
    VaultReader reader, VaultProvider provider, VaultState state, VaultSchedule schedule, IOptions<VaultOptions> options, TimeProvider time, ILogger<VaultStart> logger)
{
    /// <returns>Why the service cannot start, or null.</returns>
    public async Task<string?> ReadAsync(CancellationToken stop)
    {
        var (from, settings) = (time.GetTimestamp(), options.Value);
        for (var tries = 1; ; tries++)
        {
            var (content, problem) = await reader.ReadAsync(stop);
            if (content is not null)
            {
                Begin(content, settings);
                return null;
            }

            state.WasNotRead(problem!);
            var wait = schedule.AfterFailure(tries, problem!);
            if (!problem!.MayPass || time.GetElapsedTime(from) + wait > settings.StartWithin)
            {
                return Refusal(problem, tries, settings);
            }

            if (tries == 1)
            {
                VaultLog.Waiting(logger, settings.StartWithin, problem.Message);
            }

            await Task.Delay(wait, time, stop);
        }
    }

    private void Begin(VaultContent content, VaultOptions settings)
    {
        provider.Latest = content;
        provider.Replace(content.Settings, content.Settings.Parse().Settings);
        state.WasRead();
        VaultLog.Read(logger, settings.Secrets.Count + settings.Files.Count + (settings.Pepper is null ? 0 : 1), settings.Address!, settings.Interval);
    }

    private static string Refusal(VaultProblem problem, int tries, VaultOptions settings) =>
        $"Sentiment:{VaultOptions.Section}: {problem.Message}{(problem.MayPass ? $" {tries} tries within {settings.StartWithin} (StartWithin) have failed." : string.Empty)}";
}
