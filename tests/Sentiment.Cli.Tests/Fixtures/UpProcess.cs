using System.Text.Json;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Fixtures;

/// <summary><c>sentiment up</c> as a real process over a <see cref="StubRepository"/>.</summary>
public sealed class UpProcess : IAsyncDisposable
{
    /// <summary>For anything that two busy cores do in a second.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly StubRepository _repository;

    private UpProcess(StubRepository repository, int portBase, IReadOnlyList<string> options, Func<ProcessCommand, ProcessCommand>? wrap = null)
    {
        _repository = repository;
        PortBase = portBase;
        var command = Command(repository, ["up", "--no-build", "--port-base", $"{portBase}", .. options]);
        Process = ServiceProcess.Start(wrap?.Invoke(command) ?? command);
    }

    public int PortBase { get; }

    public ServiceProcess Process { get; }

    public static UpProcess Start(StubRepository repository, int? portBase = null) =>
        new(repository, portBase ?? FreePorts.TakeBase(0, 1, 1000, 1001), []);

    /// <summary>With options that start more than one pool process.</summary>
    public static UpProcess StartWith(StubRepository repository, params IReadOnlyList<string> options) =>
        new(repository, FreePorts.TakeBase(0, 1, 2, 11, 1000, 1001, 1002, 1011), options);

    /// <summary>With a Redis.</summary>
    public static UpProcess StartWithRedis(StubRepository repository, string redis) =>
        new(repository, FreePorts.TakeBase(0, 1, 3, 1000, 1001), ["--redis", redis]);

    /// <summary>With more in its environment.</summary>
    public static UpProcess StartIn(StubRepository repository, IReadOnlyDictionary<string, string?> environment) => new(
        repository,
        FreePorts.TakeBase(0, 1, 1000, 1001),
        [],
        command => command with { Environment = new Dictionary<string, string?>([.. command.Environment, .. environment]) });

    public static UpProcess StartWithInterruptIgnored(StubRepository repository) => new(
        repository,
        FreePorts.TakeBase(0, 1, 1000, 1001),
        [],
        command => command with { FileName = "/bin/sh", Arguments = ["-c", "trap '' INT; exec \"$0\" \"$@\"", command.FileName, .. command.Arguments] });

    /// <summary>The command over a stub repository, with other arguments.</summary>
    public static ProcessCommand Command(StubRepository repository, params IReadOnlyList<string> arguments) =>
        new(BuiltExecutable.Path("Sentiment.Cli"), arguments)
        {
            WorkingDirectory = repository.Root,
            Environment = new Dictionary<string, string?> { ["SENTIMENT_ROOT"] = repository.Root },
        };

    /// <summary>Waits for run.json.</summary>
    public async Task<RunFile> WaitReadyAsync()
    {
        await Process.WaitForLineAsync(line => line.Contains("Ctrl-C stops"), Limit);
        return ReadRunFile();
    }

    public RunFile ReadRunFile()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(_repository.RunFile));
        var services = document.RootElement.GetProperty("services").EnumerateArray().Select(service => new RunFileService(
            service.GetProperty("name").GetString()!,
            service.GetProperty("address").GetString()!,
            service.GetProperty("management").GetString()!,
            service.GetProperty("pid").GetInt32()));
        return new RunFile(document.RootElement.GetProperty("api_key").GetString()!, [.. services]);
    }

    /// <summary>Waits until a process is gone: it has ended, and its parent (or init) has noticed.</summary>
    public static Task WaitGoneAsync(int processId) =>
        Poll.UntilAsync(() => !ProcessState.IsRunning(processId), Limit, TestContext.Current.CancellationToken, $"process {processId} has ended");

    public async ValueTask DisposeAsync() => await Process.DisposeAsync();
}

/// <summary>run.json as a script reads it: by its names on disk.</summary>
public sealed record RunFile(string ApiKey, IReadOnlyList<RunFileService> Services)
{
    public RunFileService this[string name] => Services.Single(service => service.Name == name);
}

public sealed record RunFileService(string Name, string Address, string Management, int Pid);
