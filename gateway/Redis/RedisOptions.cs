using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.Redis;

/// <summary>Where that lies which several gateways share: <c>Sentiment:Redis</c>. Fixed at the start.</summary>
internal sealed class RedisOptions
{
    public const string Section = "Redis";

    /// <summary>
    /// The server, as StackExchange.Redis has it: <c>HOST:6379</c>, and behind commas what it needs, such as <c>ssl=true</c>, <c>user=</c> and
    /// <c>password=</c>. With a password it is a secret: from the environment or a secret file.
    /// </summary>
    /// <value>None by default: each gateway has limits and a cache of its own.</value>
    public string? Connection { get; set; }

    /// <summary>A call that takes longer has failed, and the request goes on without it.</summary>
    /// <value>The default is 50 milliseconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(50);
}

[OptionsValidator]
internal sealed partial class RedisAnnotationsValidator : IValidateOptions<RedisOptions>;

/// <summary>The ranges, and that the connection can be read. Neither the value nor the parser's word on it is repeated: there may be a password in it.</summary>
internal sealed class RedisValidator : IValidateOptions<RedisOptions>
{
    private readonly RedisAnnotationsValidator _annotations = new();

    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(_annotations.Validate(name, options));
        if (options.Connection is { } connection && RedisConfiguration.Parse(connection) is null)
        {
            result.AddError("Connection cannot be read; it is a host and what StackExchange.Redis knows besides, such as HOST:6379 or HOST:6380,ssl=true,user=NAME,password=SECRET (a comma in a password cannot be written so: choose another). Leave it out to run without Redis.");
        }

        return result.Build();
    }
}
