using Sentiment.Serving.Hardware;
using static TorchSharp.torch;

namespace Sentiment.Inference.Torch;

/// <summary>libtorch as a server needs it: as many threads as it was given, none that burns a core while it waits, memory that stays.</summary>
internal static class TorchRuntime
{
    private static readonly Lock InterOpLock = new();

    // Compiled kernels that are kept, by shape, in each of two caches. Left at 1,024 they grow by a quarter of a gigabyte in bfloat16,
    // as no two batches have the same shape; measured, so few cost next to nothing.
    private const string KeptKernels = "64";

    /// <summary>
    /// To be called before anything loads libtorch: its parts read their settings once, when they are loaded. What the process was started
    /// with wins.
    /// </summary>
    public static void Configure()
    {
        // OpenMP's threads spin for some milliseconds after each parallel region otherwise, which takes the CPU seconds of other requests.
        NativeEnvironment.SetDefault("OMP_WAIT_POLICY", "passive");
        NativeEnvironment.SetDefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", KeptKernels);
        NativeEnvironment.SetDefault("LRU_CACHE_CAPACITY", KeptKernels);
        NativeHeap.SetDefaultArenas(HardwareProfile.Current.Processors);
    }

    /// <summary>To be called on the thread that will run the model: OpenMP counts threads by caller.</summary>
    /// <returns>Where the model runs; null when the profile's device is not there.</returns>
    public static Device? Start(Accelerator accelerator, int threads)
    {
        set_num_threads(threads);
        lock (InterOpLock)
        {
            // libtorch takes this once for the process. There is no parallel graph to run: one such thread is all that is needed.
            if (get_num_interop_threads() != 1)
            {
                set_num_interop_threads(1);
            }
        }

        return accelerator == Accelerator.Cpu ? CPU : cuda.is_available() ? CUDA : null;
    }
}
