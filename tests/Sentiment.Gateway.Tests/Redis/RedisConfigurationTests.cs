using Sentiment.Gateway.Redis;
using StackExchange.Redis;

namespace Sentiment.Gateway.Tests.Redis;

public sealed class RedisConfigurationTests
{
    private readonly RedisValidator _validator = new();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("cache.example:6379,pasword=topsecret")]
    [InlineData("password=topsecret")]
    [InlineData("cache.example:6379,password=topsecret,connectTimeout=soon")]
    public void Validate_ConnectionThatCannotBeRead_IsRefusedWithoutRepeatingIt(string connection)
    {
        var result = _validator.Validate(name: null, new RedisOptions { Connection = connection });

        Assert.True(result.Failed);
        Assert.Contains("Connection cannot be read", Assert.Single(result.Failures!), StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("cache.example:6379")]
    [InlineData("cache.example:6380,ssl=true,user=gateway,password=topsecret")]
    [InlineData("sentinel.example:26379,serviceName=main")]
    public void Validate_ConnectionThatCanBeRead_IsGood(string? connection) =>
        Assert.True(_validator.Validate(name: null, new RedisOptions { Connection = connection }).Succeeded);

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("00:01:00")]
    public void Validate_TimeoutOutOfRange_IsRefused(string timeout) =>
        Assert.True(_validator.Validate(name: null, new RedisOptions { Timeout = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture) }).Failed);

    [Fact]
    public void Parse_WhateverTheStringSays_NoRequestWaitsForAConnection()
    {
        var configuration = RedisConfiguration.Parse("cache.example:6379,abortConnect=true,connectRetry=9,asyncTimeout=60000")!;

        Assert.False(configuration.AbortOnConnectFail);
        Assert.Same(BacklogPolicy.FailFast, configuration.BacklogPolicy);
        Assert.Equal((1, 1_000), (configuration.ConnectRetry, configuration.AsyncTimeout));
        Assert.False(configuration.IncludeDetailInExceptions);
    }
}
