using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Listening;

namespace Sentiment.Hosting.Tests.Keys;

/// <summary>Without a socket: no test listens wider than on this machine.</summary>
public sealed class ManagementExposureTests
{
    [Theory]
    [InlineData("127.0.0.1", false, false)]
    [InlineData("::1", false, false)]
    [InlineData("0.0.0.0", true, false)]
    [InlineData("0.0.0.0", false, true)]
    [InlineData("::", false, true)]
    [InlineData("192.0.2.7", false, true)]
    public async Task Start_PortBoundWider_WarnsWhereItAsksForNoKey(string address, bool needsKey, bool warns)
    {
        using var log = new RecordedLog();
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
        var exposure = new ManagementExposure(
            Options.Create(new ListeningOptions { ManagementAddress = address, ManagementPort = 9090 }),
            new LiveKeys(() => new KeysOptions { ManagementNeedsKey = needsKey }),
            loggers.CreateLogger<ManagementExposure>());

        await exposure.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(warns ? [address] : [], log.Of(143).Select(line => line.Contains($"{address}:9090", StringComparison.Ordinal) ? address : line));
    }
}
