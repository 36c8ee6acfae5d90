using Sentiment.Contracts.Errors;
using Sentiment.TestKit;

namespace Sentiment.Contracts.Tests.Errors;

public sealed class ErrorCatalogTests
{
    // The wire contract: a code keeps its status for ever. A new code adds a row; no row changes.
    private const string Golden = """
        E1001 400
        E1002 400
        E1003 400
        E1004 400
        E1005 400
        E1006 400
        E1007 413
        E1008 400
        E1009 400
        E1010 410
        E2001 503
        E2002 500
        E2003 504
        E3001 401
        E3002 401
        E3003 403
        E4001 500
        E4002 503
        E4003 429
        E4004 404
        E4005 503
        E4006 405
        E4008 408
        E4009 409
        E4013 413
        E4015 415
        """;

    [Fact]
    public void Describe_EveryCode_HasTheStatusOfTheContract()
    {
        var actual = Enum.GetValues<ErrorCode>().Select(static code => $"{ErrorCatalog.Wire(code)} {ErrorCatalog.Describe(code).Status}");

        Assert.Equal(Golden.ReplaceLineEndings("\n").Split('\n'), actual);
    }

    [Fact]
    public void Documentation_EveryCode_HasAParagraph()
    {
        var headings = File.ReadLines(RepositoryRoot.Combine("docs", "errors.md")).Where(static line => line.StartsWith("## ", StringComparison.Ordinal));

        var documented = headings.Select(static heading => heading[3..8]).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Enum.GetValues<ErrorCode>().Select(ErrorCatalog.Wire).Order(), documented.Order());
    }

    [Fact]
    public void TryParse_WireOfEveryCode_GivesTheCode()
    {
        Assert.All(Enum.GetValues<ErrorCode>(), static code =>
        {
            Assert.True(ErrorCatalog.TryParse(ErrorCatalog.Wire(code), out var parsed));
            Assert.Equal(code, parsed);
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("E")]
    [InlineData("E9999")]
    [InlineData("1001")]
    [InlineData("E-1001")]
    public void TryParse_NotACode_GivesFalse(string? wire) => Assert.False(ErrorCatalog.TryParse(wire, out _));
}
