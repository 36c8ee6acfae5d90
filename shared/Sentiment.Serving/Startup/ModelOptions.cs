using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Sentiment.Serving.Backends;

namespace Sentiment.Serving.Startup;

/// <summary>Which model a pool serves: <c>Sentiment:Model</c>.</summary>
public sealed class ModelOptions
{
    public const string Section = "Model";

    private const string Shipped = "models/sentiment-base";

    /// <summary>Folder of the model package. A relative path starts at the current directory.</summary>
    /// <value>The default is models/sentiment-base: the shipped model, when started in the repository's root.</value>
    [Required]
    public string Path { get; set; } = Shipped;

    /// <summary>Arithmetic to load.</summary>
    /// <value>The default is the pool's own, in its <c>appsettings.json</c>; without one, <see cref="ModelPrecision.Int8"/>.</value>
    [EnumDataType(typeof(ModelPrecision))]
    public ModelPrecision Precision { get; set; } = ModelPrecision.Int8;

    /// <summary>What to do when the golden texts come out otherwise than the package says.</summary>
    /// <value>The default is <see cref="ParityFailureAction.Exit"/>.</value>
    [EnumDataType(typeof(ParityFailureAction))]
    public ParityFailureAction OnParityFailure { get; set; } = ParityFailureAction.Exit;
}

/// <summary>What a pool does whose model does not answer as its package says.</summary>
public enum ParityFailureAction
{
    /// <summary>Say so and exit non-zero: wrong answers are worse than none.</summary>
    Exit,

    /// <summary>Load the FP32 graph instead, and exit only if that is off too. For processors on which 8-bit arithmetic saturates.</summary>
    FallBackToFp32,
}

[OptionsValidator]
internal sealed partial class ModelOptionsValidator : IValidateOptions<ModelOptions>;
