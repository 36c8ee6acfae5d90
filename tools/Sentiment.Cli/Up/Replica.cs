namespace Sentiment.Cli.Up;

/// <summary>One process of a pool, and its place in a local system. Its port depends on nothing else that runs.</summary>
/// <param name="Pool">What it is a replica of.</param>
/// <param name="Number">From 1.</param>
internal sealed record Replica(PoolKind Pool, int Number)
{
    /// <summary>Replicas of one pool: more processes than that no one machine's cores can share.</summary>
    public const int Maximum = 8;

    /// <summary>From the last port of a system to its base.</summary>
    public const int HighestPortOffset = PoolKind.HighestPortOffset + (PortStep * (Maximum - 1));

    private const int PortStep = 10;

    /// <summary>Name in logs and run.json: <c>onnx</c>, <c>onnx-2</c>.</summary>
    public string Service => Number == 1 ? Pool.Name : Destination;

    /// <summary>Name in the gateway's cluster: <c>onnx-1</c>, <c>onnx-2</c>.</summary>
    public string Destination => $"{Pool.Name}-{Number}";

    /// <summary>Its port, from the port base.</summary>
    public int PortOffset => Pool.PortOffset + (PortStep * (Number - 1));

    public static IEnumerable<Replica> Of(PoolKind pool, int count) => Enumerable.Range(1, count).Select(number => new Replica(pool, number));
}
