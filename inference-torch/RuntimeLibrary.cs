using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Sentiment.Inference.Torch;

/// <summary>libtorch, loaded while the service is put together: it is the same whatever the configuration says, and half a gigabyte.</summary>
internal static class RuntimeLibrary
{
    /// <summary>After <see cref="TorchRuntime.Configure"/>.</summary>
    public static void LoadInBackground() => new Thread(Load) { IsBackground = true, Name = "runtime library" }.Start();

    private static void Load()
    {
        try
        {
            _ = get_num_threads();
        }
        catch (Exception unusable) when (unusable is DllNotFoundException or TypeInitializationException or NotSupportedException or ExternalException)
        {
            // The model's thread meets the same failure and reports it.
        }
    }
}
