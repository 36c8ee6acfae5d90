namespace Sentiment.Hosting;

/// <summary>Why the process ends, for whoever started it. A part that cannot go on sets the code and stops the application.</summary>
public sealed class HostExit
{
    /// <summary>Stopped because it was told to.</summary>
    public const int Success = 0;

    /// <summary>Could not start or go on; the log says why.</summary>
    public const int Failure = 1;

    /// <summary>The configuration was refused: a restart will not help (EX_CONFIG of sysexits.h).</summary>
    public const int Configuration = 78;

    public int Code { get; set; } = Success;
}
