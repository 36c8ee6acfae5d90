using System.Globalization;
using Sentiment.Benchmarks;
using Sentiment.Benchmarks.Baselines;
using Sentiment.Benchmarks.Baselines.Fifo;
using Sentiment.Benchmarks.Baselines.Forwarding;
using Sentiment.Benchmarks.Baselines.Loops;
using Sentiment.Benchmarks.Baselines.Plain;
using Sentiment.Models.Packages;

// `./sentiment bench` calls it without a mode; the other modes are the baselines' processes, which it starts itself.
return args switch
{
    ["loop-onnx", var package, var texts, var threads] => RunLoop(package, texts, int.Parse(threads, CultureInfo.InvariantCulture)),
    ["serve-plain", var port, var package] => await PlainServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), package),
    ["serve-http", var port, var package] => await HttpAloneServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), package),
    ["serve-fifo", var port, var package, .. var plan] => await FifoServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), package, FifoPlan.Read(plan)),
    ["serve-yarp", var port, var destination] => await YarpServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), destination),
    ["serve-constant", var port] => await ConstantServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture)),
    _ => await BenchCommand.InvokeAsync(args),
};

static int RunLoop(string package, string texts, int threads)
{
    using var session = new OnnxSession(Path.Combine(package, PackageFiles.OnnxInt8), threads);
    new LoopHost(session, LoopMessages.ReadTexts(texts)).Serve(Console.In, Console.Out);
    return 0;
}
