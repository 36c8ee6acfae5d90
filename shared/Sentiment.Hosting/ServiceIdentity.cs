using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Sentiment.Hosting;

/// <summary>Which service speaks, in logs and traces.</summary>
/// <param name="Name">As <c>sentiment-gateway</c>.</param>
/// <param name="Version">Of the build.</param>
public sealed record ServiceIdentity(string Name, string Version)
{
    internal static ServiceIdentity Of(IHostEnvironment environment)
    {
        var version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
#pragma warning disable CA1308 // The name of a service is in lower case by custom; nothing is compared here.
        return new(environment.ApplicationName.Replace('.', '-').ToLowerInvariant(), version.Split('+')[0]);
#pragma warning restore CA1308
    }
}
