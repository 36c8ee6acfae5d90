using System.Runtime.InteropServices;

namespace Sentiment.Models.Torch.Runtime;

/// <summary>The C library's heap, in which libtorch has all its tensors.</summary>
public static class NativeHeap
{
    // malloc.h: M_ARENA_MAX.
    private const int ArenaMax = -8;

    /// <summary>
    /// Bounds the parts that the heap is split into, unless the process was started with a bound. glibc gives almost every thread a part of
    /// its own, up to eight a processor, and what a run has freed in one is not there for a run on another thread. The runtime has made a few
    /// by now; these stay, and later threads share them.
    /// </summary>
    internal static void SetDefaultArenas(int count)
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is null)
        {
            _ = Set(ArenaMax, count);
        }
    }

    /// <summary>Gives back to the system what is free between what is used, a hundred megabytes after some thousand texts of all lengths.</summary>
    public static void Trim()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Trim(keptAtTheTop: 0);
        }
    }

    // glibc's, both of them, which libtorch needs anyway. Fails for no value of this parameter.
    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(int parameter, int value);

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint keptAtTheTop);
}
