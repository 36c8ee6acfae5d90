using System.Runtime.InteropServices;

namespace Sentiment.Models.Torch.Runtime;

/// <summary>Environment variables as native libraries see them. On Unix .NET keeps a copy of its own, which they never read.</summary>
internal static class NativeEnvironment
{
    /// <summary>Sets a variable for libraries that are loaded later, unless the process was started with it.</summary>
    public static void SetDefault(string name, string value)
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(name, Environment.GetEnvironmentVariable(name) ?? value);
        }
        else
        {
            _ = Set(name, value, overwrite: 0);
        }
    }

    // Fails only for names that are empty or hold a '='.
    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(string name, string value, int overwrite);
}
