using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Tests.Configuration;

/// <summary>A live section.</summary>
internal sealed class SupplyOptions
{
    public const string Section = "Supply";

    public int Amount { get; set; }

    public string? Secret { get; set; }
}

/// <summary>A live section whose rule looks into another one.</summary>
internal sealed class DemandOptions
{
    public const string Section = "Demand";

    public int Amount { get; set; }
}

/// <summary>A section that is read at the start only.</summary>
internal sealed class FixedOptions
{
    public const string Section = "Fixed";

    public int Size { get; set; }

    public string? Secret { get; set; }
}

internal sealed class SupplyValidator : IValidateOptions<SupplyOptions>
{
    /// <summary>An amount that breaks the rule itself.</summary>
    public const int Unforeseen = 666;

    public ValidateOptionsResult Validate(string? name, SupplyOptions options) => options.Amount switch
    {
        Unforeseen => throw new ArithmeticException("a rule that breaks"),
        < 0 => ValidateOptionsResult.Fail($"Amount is {options.Amount}; it must be 0 or more."),
        _ => ValidateOptionsResult.Success,
    };
}

internal sealed class DemandValidator(IConfiguration configuration) : IValidateOptions<DemandOptions>
{
    public ValidateOptionsResult Validate(string? name, DemandOptions options)
    {
        // What is wrong there complains for itself.
        var known = int.TryParse(
            configuration[$"Sentiment:{SupplyOptions.Section}:{nameof(SupplyOptions.Amount)}"], CultureInfo.InvariantCulture, out var supply);
        return !known || supply < 0 || options.Amount <= supply
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Amount is {options.Amount} and the supply only {supply}.");
    }
}

internal sealed class FixedValidator : IValidateOptions<FixedOptions>
{
    public ValidateOptionsResult Validate(string? name, FixedOptions options) =>
        options.Size >= 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail($"Size is {options.Size}; it must be 0 or more.");
}
