using System.Diagnostics.CodeAnalysis;

namespace Sentiment.Contracts.Errors;

/// <summary>A value or the error that stands in its place: expected failures do not throw on the request path.</summary>
/// <typeparam name="T">What success gives.</typeparam>
public readonly record struct Outcome<T>
    where T : class
{
    private Outcome(T? value, ApiError? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public ApiError? Error { get; }

    public static implicit operator Outcome<T>(T value) => new(value, error: null);

    public static implicit operator Outcome<T>(ApiError error) => new(value: null, error);

    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ApiError? error)
    {
        value = Value;
        error = Error;
        return value is not null;
    }
}
