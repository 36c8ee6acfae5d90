using Microsoft.Extensions.Hosting;
using Sentiment.Gateway.Edge;

namespace Sentiment.Gateway.Tests.Edge;

public sealed class GatewayReadinessTests : IDisposable
{
    private readonly Lifetime _lifetime = new();

    [Fact]
    public void Report_BeforeTheStart_IsStarting() => AssertReport(isReady: false, "starting");

    [Fact]
    public void Report_Started_IsReady()
    {
        _lifetime.Started.Cancel();

        AssertReport(isReady: true, "ready");
    }

    [Fact]
    public void Report_Stopping_IsDraining()
    {
        _lifetime.Started.Cancel();
        _lifetime.Stopping.Cancel();

        AssertReport(isReady: false, "draining");
    }

    public void Dispose() => _lifetime.Dispose();

    private void AssertReport(bool isReady, string word)
    {
        var report = new GatewayReadiness(_lifetime).Report();

        Assert.Equal((isReady, word), (report.IsReady, report.Word));
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        public CancellationTokenSource Started { get; } = new();

        public CancellationTokenSource Stopping { get; } = new();

        public CancellationToken ApplicationStarted => Started.Token;

        public CancellationToken ApplicationStopping => Stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }

        public void Dispose()
        {
            Started.Dispose();
            Stopping.Dispose();
        }
    }
}
