namespace Sentiment.TestKit;

/// <summary>
/// A real Redis on a free port, with nothing on disk. Debian's: from PATH, or where <c>./sentiment test</c> has unpacked it. Where there is
/// neither, tests are skipped: <c>Assert.SkipWhen(RedisServer.SkipReason is not null, RedisServer.SkipReason ?? string.Empty)</c>.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly DebianProgram Program = new("redis-server", "redis-server");

    private readonly string[] _options;
    private ServiceProcess? _process;

    private RedisServer(int port, string[] options) => (Port, _options) = (port, options);

    /// <summary>Null when there is one; otherwise why a test that needs it cannot run.</summary>
    public static string? SkipReason { get; } = Program.SkipReason;

    public int Port { get; }

    /// <summary>Its process, while it runs.</summary>
    public int Id => _process!.Id;

    /// <summary>As clients have it.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <param name="options">Further ones, such as <c>--requirepass</c> and a password.</param>
    public static async Task<RedisServer> StartAsync(params string[] options)
    {
        var server = new RedisServer(FreePorts.Take(), options);
        await server.BeginAsync();
        return server;
    }

    /// <summary>One that does not run yet.</summary>
    public static RedisServer NotStarted() => new(FreePorts.Take(), []);

    /// <summary>Starts on its port, for the first time or again.</summary>
    public async Task BeginAsync()
    {
        var folders = Directory.Exists(Program.Folder)
            ? Directory.EnumerateFiles(Program.Folder, "*.so.*", SearchOption.AllDirectories).Select(Path.GetDirectoryName).Distinct()
            : [];
        _process = ServiceProcess.Start(new ProcessCommand(
            Program.Path,
            ["--bind", "127.0.0.1", "--port", $"{Port}", "--save", string.Empty, "--appendonly", "no", "--daemonize", "no", .. _options])
        {
            WorkingDirectory = Path.GetTempPath(),
            Environment = new Dictionary<string, string?> { ["LD_LIBRARY_PATH"] = string.Join(':', folders) },
        });
        await _process.WaitForLineAsync(static line => line.Contains("Ready to accept connections", StringComparison.Ordinal), Limit);
    }

    /// <summary>As <c>kill -9</c>: all that it knew is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    /// <summary>It keeps its connections and answers nothing.</summary>
    public void Freeze() => _process!.Signal(ProcessSignal.Stop);

    /// <summary>It goes on.</summary>
    public void Thaw() => _process!.Signal(ProcessSignal.Continue);

    public async ValueTask DisposeAsync() => await KillAsync();
}
