using Sentiment.Benchmarks.Rows;

namespace Sentiment.Benchmarks.Tests.Rows;

public sealed class RowCatalogTests
{
    [Fact]
    public void All_Names_AreDifferentAndCanBeTyped()
    {
        string[] names = [.. RowCatalog.All.Select(static row => row.Name)];

        Assert.Equal(names.Distinct(), names);
        Assert.All(names, static name => Assert.Matches("^[a-z0-9-]+$", name));
    }

    [Fact]
    public void Select_Nothing_IsAll() => Assert.Equal(RowCatalog.All, RowCatalog.Select(names: null));

    [Fact]
    public void Select_SomeInAnyOrder_IsInTheTablesOrder() =>
        Assert.Equal(["onnx-cpu", "torch-cpu"], RowCatalog.Select(["torch-cpu", "onnx-cpu"]).Select(static row => row.Name));

    [Fact]
    public void Select_UnknownNames_ThrowsWithThemAndWithThoseThatAre()
    {
        var unknown = Assert.Throws<ArgumentException>(static () => RowCatalog.Select(["onnx-cpu", "onnx-gpu", "fast"]));

        Assert.StartsWith("There is no row onnx-gpu, fast; there are onnx-cpu, ", unknown.Message, StringComparison.Ordinal);
    }
}
