using System.Runtime.InteropServices;
using Sentiment.Models.Torch.Runtime;
using Sentiment.Training;

const int Failure = 1;
const int Usage = 2;
const int Interrupted = 130;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

TrainingArguments arguments;
try
{
    arguments = TrainingArguments.Parse(args);
}
catch (UsageException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return Usage;
}

// A run a lane.
LibtorchSettings.SetDefaults(arguments.Threads);
try
{
    return new TrainingPipeline(arguments, Console.Out, TimeProvider.System).Run(stop.Token) ? 0 : Interrupted;
}
catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
{
    // A corpus that is missing or a checkpoint that is cut: the message names the file, a stack trace would say no more.
    await Console.Error.WriteLineAsync(error.Message);
    return Failure;
}

// The step at hand is finished and the checkpoint written; a second signal ends the process at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
