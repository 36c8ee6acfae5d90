using System.Text.Json.Serialization;

namespace Sentiment.Cli.RunState;

/// <summary>run.json is read by scripts (snake_case), gateway.json by .NET configuration (names as they are).</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(GatewayDocument))]
internal sealed partial class GatewayJson : JsonSerializerContext;

/// <inheritdoc cref="GatewayJson"/>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class RunJson : JsonSerializerContext;
