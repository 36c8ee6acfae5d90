using System.Diagnostics;

namespace Sentiment.TestKit;

/// <summary>What the system says about a process that this test did not start itself.</summary>
public static class ProcessState
{
    /// <summary>Whether it runs. One that has ended but was not collected by its parent yet (a zombie) does not.</summary>
    public static bool IsRunning(int processId)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                // pid (name) state …: the name may hold anything, so look after its last bracket.
                var stat = File.ReadAllText($"/proc/{processId}/stat");
                return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
            }
            catch (IOException)
            {
                return false;
            }
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
