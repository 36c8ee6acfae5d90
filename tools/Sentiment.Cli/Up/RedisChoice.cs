using System.CommandLine;

namespace Sentiment.Cli.Up;

/// <summary>Which Redis the gateway of a local system uses.</summary>
/// <param name="Address">Of one that runs already, as StackExchange.Redis has it; null for none, or for the embedded one.</param>
/// <param name="IsEmbedded">Whether <c>up</c> starts one.</param>
internal sealed record RedisChoice(string? Address, bool IsEmbedded)
{
    public const string Name = "redis";
    public const string Project = "Sentiment.Redis";

    /// <summary>Its port, from the port base: behind the first replicas of both pools.</summary>
    public const int PortOffset = PoolKind.HighestPortOffset + 1;

    public static readonly RedisChoice None = new(Address: null, IsEmbedded: false);

    private const string Embedded = "embedded";

    public static Option<RedisChoice> Option() => new("--redis")
    {
        Description = $"Limits and answers shared through Redis: \"{Embedded}\" starts one for development, an address such as 127.0.0.1:6379 names one that runs (default: none)",
        HelpName = "ADDRESS",
        CustomParser = result =>
        {
            var asked = result.Tokens[0].Value;
            if (string.IsNullOrWhiteSpace(asked))
            {
                result.AddError($"--redis: say \"{Embedded}\", or the address of one that runs, such as 127.0.0.1:6379.");
            }

            return asked == Embedded ? new RedisChoice(Address: null, IsEmbedded: true) : new RedisChoice(asked, IsEmbedded: false);
        },
    };

    public static string ProjectFile(Repository repository) => repository.Combine("tools", Project, Project + ".csproj");
}
