using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sentiment.Cli.Processes;

/// <summary>What .NET 10 cannot do with signals.</summary>
[UnsupportedOSPlatform("windows")]
internal static class NativeSignals
{
    private const int SigInt = 2;
    private const int SigTerm = 15;

    /// <summary>Asks a process to end. One that has ended already is no error.</summary>
    public static void Terminate(int processId) => _ = Kill(processId, SigTerm);

    /// <summary>
    /// Lets SIGINT through. A shell script starts background jobs with it ignored, .NET respects that, and then neither Ctrl-C nor
    /// <c>kill -INT</c> would stop the system.
    /// </summary>
    public static void AcceptInterrupt() => _ = SetHandler(SigInt, handler: 0);

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SetHandler(int signal, nint handler);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
