using Microsoft.Extensions.Hosting;

namespace Sentiment.Hosting.Secrets;

/// <summary>Reads Vault again and again. What is new is found by the configuration's poll, and by that of the certificates.</summary>
internal sealed class VaultPoll(VaultReader reader, VaultProvider provider, VaultState state, VaultSchedule schedule, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = schedule.AfterSuccess();
        while (true)
        {
            await Task.Delay(wait, time, stoppingToken);
            var (content, problem) = await reader.ReadAsync(stoppingToken);
            if (content is not null)
            {
                provider.Latest = content;
                state.WasRead();
                wait = schedule.AfterSuccess();
            }
            else
            {
                state.WasNotRead(problem!);
                wait = schedule.AfterFailure(state.Failures, problem!);
            }
        }
    }
}
