namespace Sentiment.Models.Torch.Runtime;

/// <summary>What libtorch and the libraries below it read once, when they are loaded.</summary>
public static class LibtorchSettings
{
    // Compiled kernels that are kept, by shape, in each of two caches. Left at 1,024 they grow by a quarter of a gigabyte in bfloat16,
    // as no two batches have the same shape; measured, so few cost next to nothing.
    private const string KeptKernels = "64";

    /// <summary>To be called before anything loads libtorch. What the process was started with wins.</summary>
    /// <param name="runs">That go on at one time, each on a thread: as many parts the heap has.</param>
    public static void SetDefaults(int runs)
    {
        // OpenMP's threads spin for some milliseconds after each parallel region otherwise, which takes the CPU seconds of others.
        NativeEnvironment.SetDefault("OMP_WAIT_POLICY", "passive");
        NativeEnvironment.SetDefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", KeptKernels);
        NativeEnvironment.SetDefault("LRU_CACHE_CAPACITY", KeptKernels);
        NativeHeap.SetDefaultArenas(runs);
    }
}
