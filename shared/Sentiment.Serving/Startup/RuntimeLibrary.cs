namespace Sentiment.Serving.Startup;

/// <summary>The runtime's native library, loaded while the service is put together: it is the same whatever the configuration says.</summary>
public static class RuntimeLibrary
{
    /// <param name="touch">Calls anything of the library.</param>
    public static void LoadInBackground(Action touch) => new Thread(() => Load(touch)) { IsBackground = true, Name = "runtime library" }.Start();

    private static void Load(Action touch)
    {
        try
        {
            touch();
        }
        catch (Exception)
        {
            // Whatever it is: the model's thread meets the same failure and reports it.
        }
    }
}
