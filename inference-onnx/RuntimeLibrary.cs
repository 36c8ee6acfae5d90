using Microsoft.ML.OnnxRuntime;

namespace Sentiment.Inference.Onnx;

/// <summary>ONNX Runtime's library, loaded while the service is put together: it is the same whatever the configuration says.</summary>
internal static class RuntimeLibrary
{
    public static void LoadInBackground() => new Thread(Load) { IsBackground = true, Name = "runtime library" }.Start();

    private static void Load()
    {
        try
        {
            _ = OrtEnv.Instance();
        }
        catch (Exception unusable) when (unusable is DllNotFoundException or TypeInitializationException or OnnxRuntimeException)
        {
            // The model's thread meets the same failure and reports it.
        }
    }
}
