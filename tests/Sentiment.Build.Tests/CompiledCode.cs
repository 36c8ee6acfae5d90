using System.Reflection.PortableExecutable;

namespace Sentiment.Build.Tests;

/// <summary>Machine code beside the intermediate language of an assembly, as ReadyToRun puts it there.</summary>
internal static class CompiledCode
{
    public static void AssertIn(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));

        Assert.True(file.PEHeaders.CorHeader?.ManagedNativeHeaderDirectory.Size > 0, $"{assembly} has none.");
    }
}
