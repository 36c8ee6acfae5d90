namespace Sentiment.Build.Tests;

/// <summary>What each profile selects, without asking any feed for it.</summary>
public sealed class HardwareProfileTests
{
    private static readonly string[] Natives = ["Microsoft.ML.OnnxRuntime", "TorchSharp-", "libtorch-"];

    [Theory]
    [InlineData(Build.OnnxPool, "cpu", "linux-x64", "Microsoft.ML.OnnxRuntime")]
    [InlineData(Build.OnnxPool, "cuda", "linux-x64", "Microsoft.ML.OnnxRuntime.Gpu.Linux")]
    [InlineData(Build.OnnxPool, "directml", "win-x64", "Microsoft.ML.OnnxRuntime.DirectML")]
    [InlineData(Build.TorchPool, "cpu", "linux-x64", "libtorch-cpu-linux-x64")]
    [InlineData(Build.TorchPool, "cpu", "win-x64", "libtorch-cpu-win-x64")]
    [InlineData(Build.TorchPool, "cpu", "osx-arm64", "libtorch-cpu-osx-arm64")]
    [InlineData(Build.TorchPool, "cuda", "linux-x64", "TorchSharp-cuda-linux")]
    public async Task Select_ProfileAndPlatform_IsOneNativePackage(string project, string profile, string rid, string package)
    {
        var packages = await Build.PackagesAsync(project, $"-p:HardwareProfile={profile}", $"-p:RuntimeIdentifier={rid}");

        Assert.Equal(package, Assert.Single(packages, static name => Natives.Any(native => name.StartsWith(native, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(Build.OnnxPool, "rocm", "linux-x64", "SENT001")]
    [InlineData(Build.TorchPool, "directml", "win-x64", "SENT002")]
    [InlineData(Build.OnnxPool, "cuda", "win-x64", "SENT003")]
    [InlineData(Build.OnnxPool, "directml", "linux-x64", "SENT004")]
    [InlineData(Build.TorchPool, "cpu", "linux-arm64", "SENT005")]
    public async Task Check_WhatCannotBeBuilt_IsAnErrorThatSaysWhatCan(string project, string profile, string rid, string code)
    {
        var result = await Build.RunAsync(["msbuild", project, "-t:CollectPackageReferences", $"-p:HardwareProfile={profile}", $"-p:RuntimeIdentifier={rid}"]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"error {code}: ", result.Output, StringComparison.Ordinal);
    }
}
