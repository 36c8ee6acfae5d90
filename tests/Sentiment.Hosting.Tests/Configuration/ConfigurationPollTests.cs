using Microsoft.Extensions.DependencyInjection;
using Sentiment.Hosting.Configuration;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Configuration;

public sealed class ConfigurationPollTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Clock_AfterASecond_TakesAChangeOver()
    {
        var time = new TestTimeProvider();
        await using var service = LiveService.Create([Both(7)]);
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service.Live.Changed += changed.SetResult;
        using var poll = new ConfigurationPoll(service.Services.GetRequiredService<ConfigurationReload>(), time);
        await poll.StartAsync(TestContext.Current.CancellationToken);
        service.Write(Both(9));

        // The timer is made on another thread; once it is there, one interval is enough.
        await Poll.UntilAsync(
            () =>
            {
                time.Advance(ConfigurationPoll.Interval);
                return changed.Task.IsCompleted;
            },
            Limit,
            TestContext.Current.CancellationToken);

        Assert.Equal(9, service.SupplyNow);
        await poll.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_WithoutFiles_EndsAtOnce()
    {
        await using var service = LiveService.Create([]);
        using var poll = new ConfigurationPoll(service.Services.GetRequiredService<ConfigurationReload>(), new TestTimeProvider());

        await poll.StartAsync(TestContext.Current.CancellationToken);

        await poll.ExecuteTask!.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Poll_FileRenamedOver_IsTakenOver()
    {
        await using var service = LiveService.Create([Both(7)]);

        File.WriteAllText(service.PathOf(1), Both(9));
        File.Move(service.PathOf(1), service.PathOf(0), overwrite: true);
        service.Poll();

        Assert.Equal(9, service.SupplyNow);
    }

    [Fact]
    public async Task Poll_LinkTwoFoldersUpMoved_IsTakenOver()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");

        // As kubelet lays out a ConfigMap: the file is a link through ..data, which is a link to a folder of one version.
        var folder = new TemporaryFolder();
        foreach (var version in new[] { 7, 9 })
        {
            Directory.CreateDirectory(folder.Combine($"..v{version}"));
            File.WriteAllText(folder.Combine($"..v{version}", "gateway.json"), Both(version));
        }

        Directory.CreateSymbolicLink(folder.Combine("..data"), "..v7");
        File.CreateSymbolicLink(folder.Combine("gateway.json"), Path.Combine("..data", "gateway.json"));
        await using var service = LiveService.Create(folder, [folder.Combine("gateway.json")]);
        Assert.Equal(7, service.SupplyNow);

        Directory.Delete(folder.Combine("..data"));
        Directory.CreateSymbolicLink(folder.Combine("..data"), "..v9");
        service.Poll();

        Assert.Equal(9, service.SupplyNow);
    }

    [Fact]
    public async Task Poll_UnderReaders_WhoeverHasSeenTheNewSeesNothingOld()
    {
        const int changes = 300;
        await using var service = LiveService.Create([Both(0)]);
        var stop = 0;
        var readers = new[] { true, false }.Select(supplyFirst => Task.Factory.StartNew(
            () =>
            {
                while (Volatile.Read(ref stop) == 0)
                {
                    var first = supplyFirst ? service.SupplyNow : service.DemandNow;
                    var second = supplyFirst ? service.DemandNow : service.SupplyNow;
                    Assert.InRange(second, first, changes);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();

        for (var i = 1; i <= changes; i++)
        {
            service.Write(Both(i));
            service.Poll();
        }

        Volatile.Write(ref stop, 1);
        await Task.WhenAll(readers);
        Assert.Equal((changes, changes), (service.SupplyNow, service.DemandNow));
    }

    private static string Both(int amount) => $"{{\"Sentiment\":{{\"Supply\":{{\"Amount\":{amount}}},\"Demand\":{{\"Amount\":{amount}}}}}}}";
}
