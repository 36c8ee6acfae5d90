using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sentiment.Cli.Processes;

/// <summary>Signals to processes that this command started; .NET 10 can only kill.</summary>
[UnsupportedOSPlatform("windows")]
internal static class NativeSignals
{
    private const int SigTerm = 15;

    /// <summary>Asks a process to end. One that has ended already is no error.</summary>
    public static void Terminate(int processId) => _ = Kill(processId, SigTerm);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
