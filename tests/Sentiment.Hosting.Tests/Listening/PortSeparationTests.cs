using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Metrics;
using Sentiment.Hosting.Probes;

namespace Sentiment.Hosting.Tests.Listening;

public sealed class PortSeparationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_OnTheManagementPort_AreOursAndNotTheFrameworksMeters()
    {
        await using var service = await SampleService.StartAsync();
        await service.Client.GetAsync("/time", Token);

        var metrics = await service.Management.GetStringAsync(MetricsExtensions.Path, Token);

        Assert.Contains("process_cpu_seconds_total", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("kestrel", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("http_server", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_OnThePublicPort_AreNotThereWhateverTheHostHeaderSays()
    {
        await using var service = await SampleService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, MetricsExtensions.Path);
        request.Headers.Host = service.Management.BaseAddress!.Authority;

        await ProblemAssert.IsAsync(ErrorCode.NotFound, await service.Client.SendAsync(request, Token));
    }

    [Fact]
    public async Task PublicEndpoint_OnTheManagementPort_IsNotThere()
    {
        await using var service = await SampleService.StartAsync();

        await ProblemAssert.IsAsync(ErrorCode.NotFound, await service.Management.GetAsync("/time", Token));
    }

    [Fact]
    public async Task Probes_OnBothPorts_SayOneWordAndTheHeaders()
    {
        await using var service = await SampleService.StartAsync();
        service.Readiness = new ReadinessReport(IsReady: false, "starting") { Headers = [new("X-Queued-Tokens", "7")] };

        foreach (var client in new[] { service.Client, service.Management })
        {
            Assert.Equal("live", await client.GetStringAsync(ProbeExtensions.LivePath, Token));
            var ready = await client.GetAsync(ProbeExtensions.ReadyPath, Token);
            Assert.Equal(503, (int)ready.StatusCode);
            Assert.Equal("starting", await ready.Content.ReadAsStringAsync(Token));
            Assert.Equal("7", ready.Headers.GetValues("X-Queued-Tokens").Single());
        }
    }
}
