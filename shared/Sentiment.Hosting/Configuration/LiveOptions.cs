using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Configuration;

/// <summary>A section that may change while the service runs.</summary>
/// <typeparam name="TOptions">What it is bound to. Never changed once bound: a change brings a new object.</typeparam>
public sealed class LiveOptions<TOptions>(LiveConfiguration configuration) : IOptions<TOptions>
    where TOptions : class
{
    /// <summary>The last good value. Cheap, but not for every request: derive what is needed and follow <see cref="LiveConfiguration.Changed"/>.</summary>
    public TOptions Current => configuration.Current<TOptions>();

    TOptions IOptions<TOptions>.Value => Current;
}
