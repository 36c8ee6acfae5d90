using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Health;
using Sentiment.Hosting.Probes;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Health;

public sealed class HealthTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_OfAServiceThatIsWell_HasEachCheckInTheFormatOfHealthChecksUi()
    {
        await using var service = await SampleService.StartAsync();

        using var response = await service.Management.GetAsync("/health", Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var report = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal("Healthy", report.GetProperty("status").GetString());
        var entries = report.GetProperty("entries");
        Assert.Equal(["certificates", "configuration", "disk", "readiness"], entries.EnumerateObject().Select(static entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.True(entries.GetProperty("disk").GetProperty("data").GetProperty("free_bytes").GetInt64() > 0);
    }

    [Fact]
    public async Task Health_NotReady_Is503AndSaysWhy()
    {
        await using var service = await SampleService.StartAsync();
        service.Readiness = new ReadinessReport(IsReady: false, "failed") { Headers = [new("X-Queued-Tokens", "7")] };

        using var response = await service.Management.GetAsync("/health", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var readiness = (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("entries").GetProperty("readiness");
        Assert.Equal(("Unhealthy", "failed"), (readiness.GetProperty("status").GetString(), readiness.GetProperty("description").GetString()));
        Assert.Equal("7", readiness.GetProperty("data").GetProperty("X-Queued-Tokens").GetString());
    }

    [Fact]
    public async Task Health_OnThePublicPort_IsNotThere()
    {
        await using var service = await SampleService.StartAsync();

        using var response = await service.Client.GetAsync("/health", Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Webhook_AtEachChange_IsToldOnce()
    {
        await using var hook = new Hook();
        await using var service = await SampleService.StartAsync($"--Sentiment:Health:Webhooks:0={hook.Address}", "--Sentiment:Health:Interval=00:00:01");
        service.Readiness = new ReadinessReport(IsReady: false, "draining");
        await Poll.UntilAsync(() => hook.Told.Count == 1, Soon, Token);
        service.Readiness = new ReadinessReport(IsReady: true, "ready");
        await Poll.UntilAsync(() => hook.Told.Count == 2, Soon, Token);

        Assert.Equal(
            [("readiness", "Healthy", "Unhealthy", "draining"), ("readiness", "Unhealthy", "Healthy", "ready")],
            hook.Told.Select(static change => (Text(change, "subject"), Text(change, "before"), Text(change, "after"), Text(change, "description"))));
        Assert.Equal(2, service.Log.Of(160).Length);
    }

    [Fact]
    public async Task Webhook_ThatRefusesOrIsNotThere_IsNamedByItsHostAlone()
    {
        await using var hook = new Hook(HttpStatusCode.InternalServerError);
        await using var service = await SampleService.StartAsync(
            $"--Sentiment:Health:Webhooks:0={hook.Address}",
            $"--Sentiment:Health:Webhooks:1=http://127.0.0.1:{FreePorts.Take()}/secret/",
            "--Sentiment:Health:Interval=00:00:01");

        service.Readiness = new ReadinessReport(IsReady: false, "draining");

        await Poll.UntilAsync(() => service.Log.Of(161).Length == 1 && service.Log.Of(162).Length == 1, Soon, Token);
        Assert.DoesNotContain("/secret/", service.Log.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://somewhere/", "00:00:05", 0, "neither http:// nor https://")]
    [InlineData("http://somewhere/", "00:00:00", 0, "Interval is 00:00:00")]
    [InlineData("http://somewhere/", "00:00:05", -1, "LeastFreeBytes is -1")]
    public void Options_ThatAreWrong_AreRefused(string hook, string interval, long free, string problem)
    {
        var options = new HealthOptions { Interval = TimeSpan.Parse(interval, System.Globalization.CultureInfo.InvariantCulture), LeastFreeBytes = free };
        options.Webhooks.Add(new Uri(hook));

        var result = new HealthValidator().Validate(Options.DefaultName, options);

        Assert.Contains(problem, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static string? Text(JsonElement change, string name) => change.GetProperty(name).GetString();

    private sealed class Hook : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly HttpStatusCode _status;
        private readonly Task _receiving;

        public Hook(HttpStatusCode status = HttpStatusCode.OK)
        {
            _status = status;
            Address = new Uri($"http://127.0.0.1:{FreePorts.Take()}/secret/");
            _listener.Prefixes.Add(Address.ToString());
            _listener.Start();
            _receiving = ReceiveAsync();
        }

        public Uri Address { get; }

        public ConcurrentQueue<JsonElement> Told { get; } = new();

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _receiving;
        }

        private async Task ReceiveAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    Told.Enqueue((await JsonDocument.ParseAsync(context.Request.InputStream)).RootElement);
                    context.Response.StatusCode = (int)_status;
                    context.Response.Close();
                }
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // By whoever has started it.
            }
        }
    }
}
