using System.Security.Cryptography;
using System.Text;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>A key that is made for tests, and its hash as the gateway wants it.</summary>
internal static class TestKeys
{
    public const string Development = "sk-dev-0123456789abcdef";

    private static readonly byte[] PepperBytes = [.. Enumerable.Range(1, 32).Select(static value => (byte)value)];

    public static string Pepper { get; } = Convert.ToBase64String(PepperBytes);

    public static string HashOf(string key) => Convert.ToBase64String(HMACSHA256.HashData(PepperBytes, Encoding.UTF8.GetBytes(key)));
}
