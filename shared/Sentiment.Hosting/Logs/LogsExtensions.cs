using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Logs;

internal static class LogsExtensions
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSentimentOptions<LogsOptions, LogsValidator>(LogsOptions.Section);
        builder.Services.AddSingleton<AccessLog>();
        if (FormatOf(builder.Configuration) == LogFormat.Json)
        {
            // The builder's own console would say everything again.
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<JsonLogFormatter>();
            builder.Services.AddSingleton(static services => new LogOutput(Console.OpenStandardOutput(), services.GetRequiredService<TimeProvider>()));
            builder.Services.AddSingleton<ILoggerProvider, JsonLoggerProvider>();
        }
        else
        {
            builder.Logging.AddSimpleConsole(static console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }

        // The framework's line for every request has its URL, which is the client's business, and doubles what we say ourselves.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // Left on, for whatever level, it makes an activity and a log scope a request beside ours, whether anybody listens to them or not.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    // Asked before the check of the whole: what that finds is to be said in some format.
    private static LogFormat FormatOf(ConfigurationManager configuration) =>
        Enum.TryParse<LogFormat>(configuration[$"{OptionsSection.PathOf(LogsOptions.Section)}:{nameof(LogsOptions.Format)}"], ignoreCase: true, out var format)
            ? format
            : LogFormat.Json;
}
