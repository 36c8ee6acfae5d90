using Sentiment.Gateway.Edge.Origins;

namespace Sentiment.Gateway.Tests.Edge.Origins;

public sealed class OriginsValidatorTests
{
    [Theory]
    [InlineData("https://app.example")]
    [InlineData("https://app.example:8443")]
    [InlineData("http://localhost:3000")]
    [InlineData("http://127.0.0.1:3000")]
    [InlineData("http://[::1]:3000")]
    [InlineData("https://xn--bcher-kva.example")]
    public void Validate_AsBrowsersSendIt_IsAccepted(string origin) => Assert.True(Validate(origin).Succeeded);

    [Theory]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("app.example")]
    [InlineData("https://app.example/")]
    [InlineData("https://app.example/shop")]
    [InlineData("https://app.example?x")]
    [InlineData("https://App.example")]
    [InlineData("HTTPS://app.example")]
    [InlineData("https://app.example:443")]
    [InlineData("https://*.example")]
    [InlineData("https://user@app.example")]
    [InlineData("https://bücher.example")]
    [InlineData("ftp://app.example")]
    [InlineData("https://")]
    public void Validate_InAnotherWay_IsRefusedAndShown(string origin)
    {
        var result = Validate(origin);

        Assert.True(result.Failed);
        Assert.Contains($"Origins has \"{origin}\"", result.FailureMessage, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(string origin)
    {
        var options = new OriginsOptions();
        options.Origins.Add(origin);
        return new OriginsValidator().Validate(name: null, options);
    }
}
