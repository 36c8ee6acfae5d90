using Sentiment.Models.Torch.Runtime;
using Sentiment.Serving.Hardware;
using static TorchSharp.torch;

namespace Sentiment.Inference.Torch;

/// <summary>libtorch as a server needs it: as many threads as it was given, none that burns a core while it waits, memory that stays.</summary>
internal static class TorchRuntime
{
    private static readonly Lock InterOpLock = new();

    /// <summary>To be called before anything loads libtorch.</summary>
    public static void Configure() => LibtorchSettings.SetDefaults(HardwareProfile.Current.Processors);

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
