using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Configuration;

internal static class AcceptedOptions
{
    /// <summary>
    /// The options, or null where they are refused. For what is made before the configuration is checked as a whole: what is refused here is
    /// reported there, with all the rest.
    /// </summary>
    public static TOptions? Accepted<TOptions>(this IOptions<TOptions> options)
        where TOptions : class
    {
        try
        {
            return options.Value;
        }
        catch (Exception refused) when (refused is OptionsValidationException or InvalidOperationException)
        {
            return null;
        }
    }
}
