using System.Diagnostics;
using Sentiment.Cli.Processes;

namespace Sentiment.Cli.Supervision;

/// <summary>
/// One running instance of a service. It ends when its standard input reaches its end, which happens too when this command is
/// killed: no child outlives <c>up</c>.
/// </summary>
internal sealed class SupervisedProcess : IDisposable
{
    // What a service inherits from container images would move it off its ports.
    private static readonly string[] ForeignSettings =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS", "DOTNET_HTTP_PORTS", "DOTNET_HTTPS_PORTS"];

    // Output of a process that has ended is in the pipe already; a grandchild that holds it is not waited for.
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly RecentLines _recent = new();
    private readonly Task _reading;

    private SupervisedProcess(Process process, Action<string> line)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, line), ReadAsync(process.StandardError, line));
    }

    public int Id => _process.Id;

    public IReadOnlyList<string> LastLines => _recent.Snapshot();

    /// <exception cref="System.ComponentModel.Win32Exception">The executable is missing or cannot be run.</exception>
    public static SupervisedProcess Start(ServiceDefinition service, Action<string> line)
    {
        var start = new ProcessStartInfo(service.Executable)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // appsettings.json lies beside the executable, and the host looks for it in the working directory.
            WorkingDirectory = Path.GetDirectoryName(service.Executable)!,
        };
        foreach (var name in start.Environment.Keys.Where(name => !service.Inherits(name)).Concat(ForeignSettings).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in service.Environment)
        {
            start.Environment[name] = value;
        }

        return new SupervisedProcess(Process.Start(start)!, line);
    }

    /// <summary>Waits for the end and returns the exit code; 128 + the signal's number when one ended it.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        try
        {
            await _reading.WaitAsync(OutputGrace, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // The last lines are then those that came so far.
        }

        return _process.ExitCode;
    }

    /// <summary>Asks it to end: SIGTERM, and the end of its standard input where there are no signals.</summary>
    public void RequestStop()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.StandardInput.Close();
        }
        else if (!_process.HasExited)
        {
            NativeSignals.Terminate(_process.Id);
        }
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose() => _process.Dispose();

    private async Task ReadAsync(StreamReader stream, Action<string> line)
    {
        while (await stream.ReadLineAsync() is { } text)
        {
            _recent.Add(text);
            line(text);
        }
    }
}
