using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Logs;

/// <summary>What is said of what happens, and how. Levels stand under <c>Logging:LogLevel</c>, as everywhere in .NET, and may change while the service runs.</summary>
public sealed class LogsOptions
{
    public const string Section = "Logs";

    /// <summary>How a line looks.</summary>
    /// <value>The default is <c>Json</c>.</value>
    public LogFormat Format { get; set; } = LogFormat.Json;

    /// <summary>Share of the requests that get a line when they have been answered, 0 to 1. Those that ended in an error of ours (5xx) always do.</summary>
    /// <value>The default is 1.</value>
    public double RequestShare { get; set; } = 1;
}

public enum LogFormat
{
    /// <summary>An object a line, for whatever collects logs.</summary>
    Json,

    /// <summary>For people, at a terminal.</summary>
    Text,
}

internal sealed class LogsValidator : IValidateOptions<LogsOptions>
{
    public ValidateOptionsResult Validate(string? name, LogsOptions options) =>
        !Enum.IsDefined(options.Format) ? ValidateOptionsResult.Fail($"Format is {options.Format} and must be Json or Text.")
        : options.RequestShare is >= 0 and <= 1 ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"RequestShare is {options.RequestShare} and must be 0 to 1.");
}
