using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Sentiment.Serving.Hardware;

namespace Sentiment.Benchmarks.Report;

/// <summary>What figures depend on, and nothing that names a machine or a person.</summary>
/// <param name="Processor">Its model.</param>
/// <param name="Processors">That the pools may use: affinity and container quota.</param>
/// <param name="Instructions">Those that decide how fast INT8 and bfloat16 are.</param>
/// <param name="MemoryGiB">Of the machine, or of its container.</param>
/// <param name="System">The operating system.</param>
/// <param name="Load">Runnable threads in the minute before the run: more than a few tenths, and figures are not to be trusted.</param>
/// <param name="Libraries">Versions, by name.</param>
internal sealed record MachineDescription(
    string Processor,
    int Processors,
    string Instructions,
    double MemoryGiB,
    string System,
    double Load,
    IReadOnlyDictionary<string, string> Libraries)
{
    private const double Gibi = 1 << 30;

    private static readonly string[] Telling = ["avx2", "avx512f", "avx512_vnni", "avx_vnni", "avx512_bf16", "amx_int8", "amx_bf16"];

    /// <summary>Whether figures of both may stand in one table; the load may differ.</summary>
    public bool IsLike(MachineDescription other) =>
        (Processor, Processors, Instructions, System) == (other.Processor, other.Processors, other.Instructions, other.System)
        && Libraries.OrderBy(static library => library.Key, StringComparer.Ordinal).SequenceEqual(other.Libraries.OrderBy(static library => library.Key, StringComparer.Ordinal));

    public static MachineDescription Read() => new(
        CpuLine("model name") ?? "unknown",
        CpuAllowance.Processors,
        string.Join(' ', Telling.Intersect((CpuLine("flags") ?? "").Split(' '))),
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gibi, 1),
        $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})",
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [".NET"] = RuntimeInformation.FrameworkDescription.Replace(".NET ", "", StringComparison.Ordinal),
            ["ONNX Runtime"] = OrtEnv.Instance().GetVersionString(),
            ["TorchSharp and libtorch"] = PackageVersions.Of("TorchSharp", "libtorch-cpu-linux-x64"),
        });

    private static string? CpuLine(string name) =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
