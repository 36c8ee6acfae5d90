using System.Text.Json;

namespace Sentiment.EndToEnd.Tests;

/// <summary><c>run.json</c>, as a script reads it.</summary>
public sealed record RunState(string ApiKey, IReadOnlyList<RunService> Services)
{
    internal static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

public sealed record RunService(string Name, Uri Address, Uri Management, int Pid);
