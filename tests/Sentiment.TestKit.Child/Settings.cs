using System.Globalization;

namespace Sentiment.TestKit.Child;

/// <summary>What the supervisor sets for every service, and what a test adds to misbehave.</summary>
internal static class Settings
{
    public static int Port => Number("Sentiment__Listen__Port") ?? 0;

    public static int ManagementPort => Number("Sentiment__Listen__ManagementPort") ?? 0;

    public static bool Supervised => Environment.GetEnvironmentVariable("Sentiment__Hosting__Supervised") == "true";

    /// <summary>Ends at once with this code.</summary>
    public static int? ExitCode => Number("CHILD_EXIT_CODE");

    /// <summary>Ignores SIGTERM.</summary>
    public static bool Stubborn => Environment.GetEnvironmentVariable("CHILD_STUBBORN") == "true";

    /// <summary>Starts, and never answers.</summary>
    public static bool NeverReady => Environment.GetEnvironmentVariable("CHILD_NEVER_READY") == "true";

    /// <summary>Variables that it says the values of.</summary>
    public static string[] Shown => Environment.GetEnvironmentVariable("CHILD_SHOWS")?.Split(',') ?? [];

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
