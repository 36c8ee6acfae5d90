namespace Sentiment.Benchmarks.Tests;

/// <summary>What ends before anything is measured.</summary>
public sealed class BenchCommandTests
{
    private const int Usage = 2;

    [Fact]
    public async Task Invoke_List_Succeeds() => Assert.Equal(0, await BenchCommand.InvokeAsync(["--list"]));

    [Fact]
    public async Task Invoke_UnknownRow_IsAMistakeOfTheCaller() => Assert.Equal(Usage, await BenchCommand.InvokeAsync(["--only", "onnx-gpu"]));

    [Fact]
    public async Task Invoke_RowsAndMicro_IsAMistakeOfTheCaller() =>
        Assert.Equal(Usage, await BenchCommand.InvokeAsync(["--only", "onnx-cpu", "--micro"]));

    [Fact]
    public async Task Invoke_UnknownOption_Fails() => Assert.NotEqual(0, await BenchCommand.InvokeAsync(["--fast"]));
}
