using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.Experiments;

/// <summary>How callers are spread over the arms: <c>Sentiment:Experiments</c>.</summary>
internal sealed class ExperimentsOptions
{
    public const string Section = "Experiments";

    public const string DefaultSalt = "sentiment";

    /// <summary>
    /// Goes into every bucket: another salt deals all callers anew, so that one experiment's groups are not the next one's. The same in all
    /// gateways that should agree. 1 to 128 visible ASCII characters; not secret.
    /// </summary>
    /// <value>The default is <c>sentiment</c>.</value>
    [Required]
    [RegularExpression("^[!-~]{1,128}$", ErrorMessage = "Salt must be 1 to 128 visible ASCII characters.")]
    public string Salt { get; set; } = DefaultSalt;
}

[OptionsValidator]
internal sealed partial class ExperimentsValidator : IValidateOptions<ExperimentsOptions>;
