using Microsoft.OpenApi;

namespace Sentiment.Gateway.Documentation;

/// <summary>The parts that operations are grouped into.</summary>
internal static class Tags
{
    public const string Predictions = "Predictions";
    public const string Feedback = "Feedback";
    public const string Replicas = "Replicas";
    public const string Pools = "Pools";

    public static HashSet<OpenApiTag> All() =>
    [
        new() { Name = Predictions, Description = "From whatever is best: the arm that the caller is given, the cache, or another arm when that one cannot answer." },
        new() { Name = Feedback, Description = "What clients say of answers, by which arms are compared." },
        new() { Name = Replicas, Description = "What serves, and which model." },
        new() { Name = Pools, Description = "One arm's pool as it is, for calling a canary by hand: no cache, no other arm, not counted as predictions. Its probes are below `/pools/{arm}/health`." },
    ];
}
