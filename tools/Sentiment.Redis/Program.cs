using System.Globalization;
using System.Runtime.InteropServices;
using Garnet;

// What `sentiment up --redis embedded` starts: on loopback, in memory, without a password, gone with its process. Not for anything else.
const int configurationRefused = 78;
var port = Environment.GetEnvironmentVariable("Sentiment__Listen__Port");
if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
{
    await Console.Error.WriteLineAsync("Set Sentiment__Listen__Port to the port to listen on.");
    return configurationRefused;
}

var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
var isSupervised = string.Equals(Environment.GetEnvironmentVariable("Sentiment__Hosting__Supervised"), "true", StringComparison.OrdinalIgnoreCase);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    // Ctrl-C reaches the whole terminal: a supervised service leaves it to its parent.
    signal.Cancel = true;
    if (!isSupervised)
    {
        stop.TrySetResult();
    }
});

// Scripts are off unless asked for, and only a transaction makes one a single step: the limiter needs both.
using var server = new GarnetServer(
    ["--bind", "127.0.0.1", "--port", port!, "--lua", "--lua-transaction-mode", "--memory", "64m", "--page", "1m", "--index", "1m", "-q"]);
server.Start();
if (isSupervised)
{
    new Thread(StopAtEndOfInput) { IsBackground = true, Name = "parent watch" }.Start();
}

await stop.Task;
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.TrySetResult();
}

// The kernel closes it when the parent ends, however that ends.
void StopAtEndOfInput()
{
    using var input = Console.OpenStandardInput();
    Span<byte> ignored = stackalloc byte[256];
    while (input.Read(ignored) > 0)
    {
        // What a parent writes means nothing; only the end does.
    }

    stop.TrySetResult();
}
