using Microsoft.Extensions.Configuration;
using Sentiment.Gateway.Edge.Proxies;

namespace Sentiment.Gateway.Tests.Edge.Proxies;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3/32")]
    [InlineData("10.1.2.0/24", "10.1.2.0/24")]
    [InlineData("2001:db8::7", "2001:db8::7/128")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    public void TryParse_AddressOrNetwork_IsANetwork(string entry, string expected)
    {
        Assert.True(TrustedProxies.TryParse(entry, out var network));
        Assert.Equal(expected, network.ToString());
        Assert.Null(ProblemOf(entry));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.1.2")]
    [InlineData("10.1.2.3/24")]
    [InlineData("10.1.2.0/33")]
    [InlineData("10.1.2.0/")]
    [InlineData("proxy.example")]
    [InlineData("*")]
    public void Validate_Neither_IsRefusedAndShown(string entry) =>
        Assert.Contains($"TrustedProxies has \"{entry}\", which is neither", ProblemOf(entry), StringComparison.Ordinal);

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void Validate_Everybody_IsRefused(string entry) => Assert.Contains("which is everybody", ProblemOf(entry), StringComparison.Ordinal);

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("false", false)]
    public void Validate_FrameworkToldToBelieveEverybody_IsRefused(string value, bool refused)
    {
        var problem = ProblemOf("10.1.2.3", new KeyValuePair<string, string?>("ForwardedHeaders_Enabled", value));

        Assert.Equal(refused, problem?.Contains("ASPNETCORE_FORWARDEDHEADERS_ENABLED is set", StringComparison.Ordinal) ?? false);
    }

    private static string? ProblemOf(string entry, params KeyValuePair<string, string?>[] settings)
    {
        var options = new EdgeOptions();
        options.TrustedProxies.Add(entry);
        return new EdgeOptionsValidator(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Validate(name: null, options).FailureMessage;
    }
}
