using System.Net;
using System.Security.Cryptography;
using System.Text;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Processes;

/// <summary>The gateway as its user would start it, with one key of a plan that no row reaches.</summary>
internal static class GatewayServer
{
    /// <summary>The key that it knows.</summary>
    public const string Key = "sk-bench-0123456789abcdef0123456789abcdef";

    private static readonly byte[] Pepper = new byte[32];

    /// <param name="pool">The one replica of its one arm.</param>
    /// <param name="settings">More settings, as on a command line.</param>
    public static ServerStart Before(IPEndPoint pool, params IReadOnlyList<string> settings)
    {
        var (port, management) = (FreePorts.Take(), FreePorts.Take());
        string[] arguments =
        [
            $"--Sentiment:Listen:Port={port}", $"--Sentiment:Listen:ManagementPort={management}", "--Sentiment:Hosting:Supervised=true",
            "--Sentiment:Auth:Keys:bench:Owner=benchmark", "--Sentiment:Auth:Keys:bench:Plan=bench",
            "--Sentiment:RateLimits:Plans:bench:Requests=60000000", "--Sentiment:RateLimits:Plans:bench:Texts=60000000", "--Sentiment:RateLimits:Plans:bench:Tokens=60000000",
            "--Sentiment:Arms:0:Id=onnx", "--Sentiment:Arms:0:Cluster=onnx", "--Sentiment:Arms:0:Backend=onnx", "--Sentiment:Arms:0:Weight=1",
            $"--Sentiment:Clusters:onnx:Destinations:onnx-1:Address=http://{pool}", .. settings,
        ];
        var environment = new Dictionary<string, string?>(Servers.Quiet)
        {
            ["Sentiment__Auth__Pepper"] = Convert.ToBase64String(Pepper),
            ["Sentiment__Auth__Keys__bench__Hash"] = Convert.ToBase64String(HMACSHA256.HashData(Pepper, Encoding.UTF8.GetBytes(Key))),
        };
        var command = new ProcessCommand(BuiltExecutable.Path("Sentiment.Gateway"), arguments) { Environment = environment };
        return new ServerStart("Sentiment.Gateway", command, port, management);
    }
}
