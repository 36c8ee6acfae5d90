using System.Reflection;

namespace Sentiment.Serving.Hardware;

/// <summary>What the build was made for: <c>-p:HardwareProfile=cpu|cuda|directml</c>. The code asks the profile, never the platform.</summary>
/// <param name="Accelerator">Where the model runs.</param>
/// <param name="Processors">Whole processors that the container's quota gives.</param>
public sealed record HardwareProfile(Accelerator Accelerator, int Processors)
{
    // Written by build/HardwareProfile.props into this assembly; all of a build have the same.
    private const string Key = "HardwareProfile";

    public static HardwareProfile Current { get; } = new(Built(), CpuAllowance.Processors);

    /// <summary>As in the build property and for people: <c>cpu</c>, <c>cuda</c> or <c>directml</c>.</summary>
    public string Name => Accelerator switch
    {
        Accelerator.Cpu => "cpu",
        Accelerator.Cuda => "cuda",
        Accelerator.DirectMl => "directml",
        _ => throw new InvalidOperationException($"{Accelerator} has no name."),
    };

    private static Accelerator Built()
    {
        var name = typeof(HardwareProfile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == Key).Value;
        return Enum.Parse<Accelerator>(name!, ignoreCase: true);
    }
}
