namespace Sentiment.Build.Tests;

/// <summary>What each service is published with: a start that became slower would say nothing of the property that was lost.</summary>
public sealed class ServiceTests
{
    private const string ReadyToRun = "PublishReadyToRun";
    private const string Platform = "RuntimeIdentifier";
    private const string Instrumented = "TieredPGO";

    public static TheoryData<string> Services => [Build.Gateway, Build.OnnxPool, Build.TorchPool];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Publish_WithoutAPlatform_IsCompiledAheadForTheSdks(string project)
    {
        // As `dotnet publish` sets it.
        var properties = await Build.PropertiesAsync(project, [ReadyToRun, Platform, Instrumented], "-p:_IsPublishing=true", "-p:Configuration=Release");

        Assert.Equal("true", properties[ReadyToRun]);
        Assert.NotEmpty(properties[Platform]);
        Assert.Equal("false", properties[Instrumented]);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Build_OfAService_AsksForNoCompilerPackage(string project)
    {
        var properties = await Build.PropertiesAsync(project, [ReadyToRun, Platform]);

        Assert.NotEqual("true", properties[ReadyToRun]);
        Assert.Empty(properties[Platform]);
    }
}
