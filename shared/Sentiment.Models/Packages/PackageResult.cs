using System.Diagnostics.CodeAnalysis;

namespace Sentiment.Models.Packages;

/// <summary>Either a value or the <see cref="PackageProblem"/> that stands in its way: a damaged package is an expected failure.</summary>
public readonly record struct PackageResult<T>
    where T : class
{
    private PackageResult(T? value, PackageProblem? problem)
    {
        Value = value;
        Problem = problem;
    }

    public T? Value { get; }

    public PackageProblem? Problem { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Value is not null;

    public static implicit operator PackageResult<T>(T value) => new(value, null);

    public static implicit operator PackageResult<T>(PackageProblem problem) => new(null, problem);
}
