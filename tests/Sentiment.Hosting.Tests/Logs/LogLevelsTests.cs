using Microsoft.Extensions.Configuration;
using Sentiment.Hosting.Logs;

namespace Sentiment.Hosting.Tests.Logs;

public sealed class LogLevelsTests
{
    [Theory]
    [InlineData("Logging:LogLevel:Default", "Debug", false)]
    [InlineData("Logging:Console:LogLevel:Sentiment.Gateway", "warning", false)]
    [InlineData("Logging:LogLevel:Default", "Loud", true)]
    [InlineData("Logging:LogLevel:Default", "17", true)]
    [InlineData("Logging:Console:LogLevel:Default", "", true)]
    [InlineData("Logging:Console:FormatterName", "simple", false)]
    public void Problems_OfALevel_NameItWhereItIsNone(string key, string value, bool isWrong)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        var problems = LogLevels.Problems(configuration).ToArray();

        Assert.Equal(isWrong ? 1 : 0, problems.Length);
        Assert.All(problems, problem => Assert.Contains($"{key} is '{value}' and must be one of Trace, Debug", problem, StringComparison.Ordinal));
    }
}
