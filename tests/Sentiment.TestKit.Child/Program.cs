using System.Runtime.InteropServices;
using Sentiment.TestKit.Child;

// It speaks first, so that a death has last lines.
Console.WriteLine($"child {Environment.ProcessId} starts");
foreach (var name in Settings.Shown)
{
    Console.WriteLine($"{name} is {Environment.GetEnvironmentVariable(name) ?? "not set"}");
}

if (Settings.ExitCode is { } code)
{
    await Console.Error.WriteLineAsync("the model file is broken");
    return code;
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = Settings.Supervised);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = Settings.Stubborn);

using var service = new HealthService(Settings.Port, Settings.ManagementPort);
if (!Settings.NeverReady)
{
    service.Start();
}

// As the host library has it: the end of standard input is the end of a supervised service.
await Console.In.ReadToEndAsync();
Console.WriteLine("child ends with its standard input");
return 0;
