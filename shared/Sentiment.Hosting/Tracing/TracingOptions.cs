using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;

namespace Sentiment.Hosting.Tracing;

/// <summary>Where traces go. Without an <see cref="Endpoint"/> none are recorded; requests have trace ids all the same.</summary>
public sealed class TracingOptions
{
    public const string Section = "Tracing";

    /// <summary>Of an OTLP collector, as <c>http://collector:4317</c>; with <see cref="OtlpExportProtocol.HttpProtobuf"/> the whole address, <c>http://collector:4318/v1/traces</c>.</summary>
    /// <value>None by default: nothing is recorded.</value>
    public Uri? Endpoint { get; set; }

    /// <summary><c>Grpc</c> or <c>HttpProtobuf</c>.</summary>
    /// <value>The default is <c>Grpc</c>.</value>
    public OtlpExportProtocol Protocol { get; set; } = OtlpExportProtocol.Grpc;

    /// <summary>Share of the requests that are recorded, 0 to 1, where nobody who is believed has decided.</summary>
    /// <value>The default is 0.1.</value>
    public double SampledShare { get; set; } = 0.1;
}

internal sealed class TracingValidator : IValidateOptions<TracingOptions>
{
    public ValidateOptionsResult Validate(string? name, TracingOptions options)
    {
        List<string> problems = [];
        if (options.Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps)))
        {
            problems.Add($"Endpoint is '{endpoint}' and must be an address that begins with http:// or https://.");
        }

        if (!Enum.IsDefined(options.Protocol))
        {
            problems.Add($"Protocol is {options.Protocol} and must be Grpc or HttpProtobuf.");
        }

        if (options.SampledShare is not (>= 0 and <= 1))
        {
            problems.Add($"SampledShare is {options.SampledShare} and must be 0 to 1.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
