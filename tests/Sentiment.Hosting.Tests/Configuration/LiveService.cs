using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Prometheus;
using Sentiment.Hosting.Configuration;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Configuration;

/// <summary>A host with live sections and real files, polled by the test.</summary>
internal sealed class LiveService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder;

    private LiveService(WebApplication app, TemporaryFolder folder)
    {
        _app = app;
        _folder = folder;
    }

    public IServiceProvider Services => _app.Services;

    public RecordedLog Log { get; } = new();

    public int SupplyNow => _app.Services.GetRequiredService<LiveOptions<SupplyOptions>>().Current.Amount;

    public int DemandNow => _app.Services.GetRequiredService<LiveOptions<DemandOptions>>().Current.Amount;

    public LiveConfiguration Live => _app.Services.GetRequiredService<LiveConfiguration>();

    /// <summary>Not started: the poll is the test's.</summary>
    public static LiveService Create(string[] files, params string[] more)
    {
        var folder = new TemporaryFolder();
        foreach (var (file, content) in files.Select(static (content, place) => (place, content)))
        {
            File.WriteAllText(folder.Combine($"{file}.json"), content);
        }

        return Create(folder, [.. files.Select((_, place) => folder.Combine($"{place}.json"))], more);
    }

    /// <inheritdoc cref="Create(string[], string[])"/>
    public static LiveService Create(TemporaryFolder folder, string[] paths, params string[] more)
    {
        var builder = SampleService.CreateBuilder(
            FreePorts.Take(), FreePorts.Take(), [.. paths.Select(static (path, place) => $"--Sentiment:Configuration:Files:{place}={path}"), .. more]);
        builder.Services.AddLiveOptions<SupplyOptions, SupplyValidator>(SupplyOptions.Section);
        builder.Services.AddLiveOptions<DemandOptions, DemandValidator>(DemandOptions.Section);
        builder.Services.AddSentimentOptions<FixedOptions, FixedValidator>(FixedOptions.Section);
        var service = new LiveService(builder.Build(), folder);
        service.Services.GetRequiredService<ILoggerFactory>().AddProvider(service.Log);
        Assert.Empty(ConfigurationCheck.FindProblems(service.Services));

        // As the host's start makes it.
        _ = service.Services.GetRequiredService<ConfigurationReload>();
        return service;
    }

    /// <summary>Writes the first file, in place.</summary>
    public void Write(string content, int file = 0) => File.WriteAllText(PathOf(file), content);

    public string PathOf(int file) => _folder.Combine($"{file}.json");

    public void Poll() => Services.GetRequiredService<ConfigurationReload>().Poll();

    /// <summary>As often as a bad change needs to be believed, and once more.</summary>
    public void PollThrice()
    {
        Poll();
        Poll();
        Poll();
    }

    public string? Setting(string key) => Services.GetRequiredService<IConfiguration>()[$"Sentiment:{key}"];

    public async Task<string> MetricsAsync()
    {
        using var stream = new MemoryStream();
        await Services.GetRequiredService<CollectorRegistry>().CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
        Log.Dispose();
    }
}
