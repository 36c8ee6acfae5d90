using System.Globalization;
using System.Net;
using Sentiment.Benchmarks.Baselines.Fifo;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Processes;

/// <summary>The servers that rows compare, each as its user would start it, in release.</summary>
internal static class Servers
{
    /// <summary>
    /// A setting of a pool for rows that measure its queue and hold it against one that lets everybody in; how a pool refuses is a row of its own.
    /// </summary>
    public const string AdmitAll = "--Sentiment:Admission:MaxWait=00:01:00";

    /// <summary>Environment of a service that is measured.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Quiet = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["DOTNET_ENVIRONMENT"] = "Development",

        // A pool logs a line a failure; under overload that would be the terminal's benchmark.
        ["Logging__LogLevel__Default"] = "Warning",
    };

    /// <param name="kind">Which pool.</param>
    /// <param name="package">Folder of the model package.</param>
    /// <param name="settings">More settings, as on a command line.</param>
    public static ServerStart Pool(PoolKind kind, string package, params IReadOnlyList<string> settings) =>
        Start(kind, BuiltExecutable.Path(Project(kind)), package, settings);

    /// <param name="kind">Which pool.</param>
    /// <param name="executable">As <see cref="PublishedPools.PublishAsync"/> gives it.</param>
    /// <param name="package">Folder of the model package.</param>
    public static ServerStart PublishedPool(PoolKind kind, string executable, string package) => Start(kind, executable, package, []);

    public static string Project(PoolKind kind) => kind == PoolKind.Onnx ? "Sentiment.Inference.Onnx" : "Sentiment.Inference.Torch";

    private static ServerStart Start(PoolKind kind, string executable, string package, IReadOnlyList<string> settings)
    {
        var (port, management) = (FreePorts.Take(), FreePorts.Take());
        string[] arguments =
        [
            $"--Sentiment:Listen:Port={port}", $"--Sentiment:Listen:ManagementPort={management}", "--Sentiment:Hosting:Supervised=true",
            $"--Sentiment:Model:Path={package}", .. settings,
        ];
        var environment = new Dictionary<string, string?>(Quiet);
        var command = new ProcessCommand(executable, arguments) { Environment = environment };
        return new ServerStart(Project(kind), command, port, management);
    }

    /// <summary>Kestrel, a tokenizer and a session, each text alone: <see cref="Baselines.Plain.PlainServer"/>.</summary>
    public static ServerStart Plain(string package) => Own("serve-plain", package);

    /// <summary>The same without the model: <see cref="Baselines.Plain.HttpAloneServer"/>.</summary>
    public static ServerStart HttpAlone(string package) => Own("serve-http", package);

    /// <summary>First come, first served, padded: <see cref="FifoServer"/>.</summary>
    public static ServerStart Fifo(string package, FifoPlan plan) => Own("serve-fifo", [package, .. plan.Arguments]);

    /// <summary>A proxy that only forwards: <see cref="Baselines.Forwarding.YarpServer"/>.</summary>
    public static ServerStart Yarp(IPEndPoint destination) => Own("serve-yarp", $"http://{destination}");

    /// <summary>The same bytes for everybody: <see cref="Baselines.Forwarding.ConstantServer"/>.</summary>
    public static ServerStart Constant() => Own("serve-constant");

    private static ServerStart Own(string mode, params IReadOnlyList<string> arguments)
    {
        var port = FreePorts.Take();
        var command = new ProcessCommand(BuiltExecutable.Path("Sentiment.Benchmarks"), [mode, port.ToString(CultureInfo.InvariantCulture), .. arguments])
        {
            Environment = Quiet,
        };
        return new ServerStart(mode, command, port);
    }
}

/// <summary>The pools of this repository.</summary>
internal enum PoolKind
{
    Onnx,
    Torch,
}
