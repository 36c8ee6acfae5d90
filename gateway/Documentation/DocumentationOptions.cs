using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.Documentation;

/// <summary>The contract and its page: <c>Sentiment:Documentation</c>. Fixed at the start.</summary>
internal sealed class DocumentationOptions
{
    public const string Section = "Documentation";

    /// <summary>Whether they are served; to everybody, then.</summary>
    /// <value>The default is true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>What an address may load of them in a minute before it is told to wait.</summary>
    /// <value>The default is 60: who opens the page needs six, and one less whenever it comes back.</value>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 60;
}

[OptionsValidator]
internal sealed partial class DocumentationOptionsValidator : IValidateOptions<DocumentationOptions>;
