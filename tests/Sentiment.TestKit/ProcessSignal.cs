using System.Runtime.InteropServices;

namespace Sentiment.TestKit;

/// <summary>Signals that tests send to processes that they started.</summary>
public enum ProcessSignal
{
    /// <summary>SIGHUP: many servers read their configuration again.</summary>
    HangUp = 1,

    /// <summary>SIGINT, what Ctrl-C sends.</summary>
    Interrupt = 2,

    /// <summary>SIGKILL: ends at once, nothing runs.</summary>
    Kill = 9,

    /// <summary>SIGTERM, a polite end.</summary>
    Terminate = 15,

    /// <summary>SIGCONT: goes on after <see cref="Stop"/>. Numbers of Linux.</summary>
    Continue = 18,

    /// <summary>SIGSTOP: holds every thread where it is. Connections stay open.</summary>
    Stop = 19,
}

public static class Signals
{
    /// <summary>Sends a signal to one process.</summary>
    public static void Send(int processId, ProcessSignal signal)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Signals to other processes exist on Unix only.");
        }

        if (Kill(processId, (int)signal) != 0)
        {
            throw new InvalidOperationException($"kill({processId}, {signal}) failed with errno {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
