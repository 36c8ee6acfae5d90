namespace Sentiment.Build.Tests;

/// <summary>What each service is published with: a start that became slower would say nothing of the property that was lost.</summary>
public sealed class ServiceTests
{
    private const string ReadyToRun = "PublishReadyToRun";
    private const string Platform = "RuntimeIdentifier";
    private const string Instrumented = "TieredPGO";

    public static TheoryData<string> Services => [Build.Gateway, Build.OnnxPool, Build.TorchPool];

    // A pool's start is short, and the model is most of its work; the gateway's work is its own code.
    public static TheoryData<string, string> Profiles => new() { { Build.Gateway, "true" }, { Build.OnnxPool, "false" }, { Build.TorchPool, "false" } };

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Publish_WithoutAPlatform_IsCompiledAheadForTheSdks(string project)
    {
        // As `dotnet publish` sets it.
        var properties = await Build.PropertiesAsync(project, [ReadyToRun, Platform], "-p:_IsPublishing=true", "-p:Configuration=Release");

        Assert.Equal("true", properties[ReadyToRun]);
        Assert.NotEmpty(properties[Platform]);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Publish_OfAService_MakesProfilesWhereTheyAreWorthAStart(string project, string expected) =>
        Assert.Equal(expected, (await Build.PropertiesAsync(project, [ReadyToRun, Instrumented]))[Instrumented]);

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Build_OfAService_AsksForNoCompilerPackage(string project)
    {
        var properties = await Build.PropertiesAsync(project, [ReadyToRun, Platform]);

        Assert.NotEqual("true", properties[ReadyToRun]);
        Assert.Empty(properties[Platform]);
    }
}
