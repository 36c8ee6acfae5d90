namespace Sentiment.TestKit;

/// <summary>
/// The corpora and golden files that are not part of the repository (terms differ): <c>../shared/data</c> beside it.
/// Tests that need them are skipped, with <see cref="SkipReason"/>, where they are absent:
/// <c>Assert.SkipWhen(SharedData.SkipReason is not null, SharedData.SkipReason ?? string.Empty)</c>.
/// </summary>
public static class SharedData
{
    /// <summary>Full path of the data folder, whether it exists or not.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(RepositoryRoot.Combine("..", "shared", "data"));

    /// <summary>Null when the data is there; otherwise why a test that needs it cannot run.</summary>
    public static string? SkipReason { get; } =
        Directory.Exists(Path) ? null : "needs ../shared/data beside the repository, which is not there";

    /// <summary>Full path of a file in the data folder.</summary>
    public static string File(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
