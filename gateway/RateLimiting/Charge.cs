using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Hosting.RateLimiting;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>What one request has been charged, as a feature of it from step 3 on. For one request's own thread of control.</summary>
internal sealed class Charge(IUsage usage, bool isDryRun, RateLimitMetrics metrics)
{
    // What was refused while nobody can tell may be let in as soon as somebody can.
    private static readonly ApiError Unknown = new(
        ErrorCode.NoReplica, "The limits that all gateways share cannot be read now, and nobody is let in until they can. Try again.")
    { RetryAfter = TimeSpan.FromSeconds(1) };

    private long _requests;
    private long _texts;
    private long? _answered;
    private bool _wouldBeRefused;

    public NamedPlan Plan => usage.Plan;

    /// <summary>How the caller stands, as far as this request knows; null when nobody can tell.</summary>
    public Standing? Standing { get; private set; }

    /// <summary>Tokens that this request has used since <see cref="Standing"/> was looked at.</summary>
    public long TokensUsed { get; private set; }

    /// <summary>Before the body is read: one request, and no debt of tokens.</summary>
    /// <param name="texts">Charged along: one call instead of two where limits are shared.</param>
    /// <returns>E4003 when the plan has no more; E4002 when nobody can tell, and nobody is to be let in then.</returns>
    public ValueTask<ApiError?> RequestAsync(TextsCharged texts) => TakeAsync(1, texts.Count, texts.IsUntilAnswered);

    /// <summary>Once the body is parsed: all its texts, less those that have been charged.</summary>
    /// <inheritdoc cref="RequestAsync"/>
    public ValueTask<ApiError?> TextsAsync(long count) => count > _texts ? TakeAsync(0, count - _texts) : ValueTask.FromResult<ApiError?>(null);

    /// <summary>With the answer, whatever is left: used is used.</summary>
    public void Tokens(long count)
    {
        if (!_wouldBeRefused && Standing is { } standing)
        {
            usage.Use(count, standing);
            TokensUsed += count;
        }
    }

    /// <summary>With an answer that was not read here: how many texts there were after all, of those charged, and its tokens.</summary>
    public void Answered(PoolUsage answer)
    {
        _answered = answer.Texts;
        Tokens(answer.Tokens);
    }

    /// <summary>
    /// With the status: what was refused (429, 503) is not charged, and of what was wrong (other 4xx) the request alone. A refusal has taken
    /// nothing, so what was asked then is not given back either.
    /// </summary>
    public async ValueTask SettleAsync(int status)
    {
        var isRefused = _wouldBeRefused || status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;
        var requests = isRefused ? _requests : 0;
        var texts = isRefused || status is >= StatusCodes.Status400BadRequest and < StatusCodes.Status500InternalServerError
            ? _texts
            : Math.Max(0, _texts - (_answered ?? _texts));
        if (requests + texts > 0)
        {
            Standing = await usage.GiveBackAsync(requests, texts, Standing!);

            // They are in it now.
            TokensUsed = 0;
            (_requests, _texts) = (_requests - requests, _texts - texts);
        }
    }

    private async ValueTask<ApiError?> TakeAsync(long requests, long texts, bool isUntilAnswered = false)
    {
        if (_wouldBeRefused)
        {
            return null;
        }

        if (await usage.TakeAsync(requests, texts) is not { } standing)
        {
            return Unknown;
        }

        Standing = standing;
        if (standing.Refused is not { } limit)
        {
            (_requests, _texts) = (_requests + requests, _texts + texts);
            return null;
        }

        metrics.Refused(limit, isEnforced: !isDryRun);
        if (isDryRun)
        {
            // Goes on, and takes nothing: no debt must be left when the dry run ends.
            _wouldBeRefused = true;
            return null;
        }

        return isUntilAnswered && limit == Limit.Texts ? RefusalUnread(texts, standing.Texts) : Refusal(limit, limit == Limit.Texts ? texts : requests, standing[limit]);
    }

    // What it has is not known before the answer: the most that it may have is taken until then, so smaller parts would not help.
    private ApiError RefusalUnread(long texts, Taken taken) => new(
        ErrorCode.RateLimited,
        $"A batch that is passed through takes {texts} texts until it is answered; the plan {Plan.Name} allows {Plan.Quota(Limit.Texts)} a minute, and {taken.Remaining} are left. Use /api/v1/predict/batch, which takes what it has, or ask the operator for a larger plan.")
    { RetryAfter = texts > Plan.Quota(Limit.Texts) ? null : taken.RetryAfter };

    private ApiError Refusal(Limit limit, long amount, Taken taken)
    {
        var (name, quota) = (limit.ToString().ToLowerInvariant(), Plan.Quota(limit));
        return amount > quota
            ? new ApiError(ErrorCode.RateLimited, $"The request has {amount} {name}, and the plan {Plan.Name} allows {quota} a minute: it will never fit. Send it in parts.")
            : new ApiError(
                ErrorCode.RateLimited,
                $"The plan {Plan.Name} allows {quota} {name} a minute, and {(limit == Limit.Tokens ? "more have been used" : $"{taken.Remaining} are left")}. Wait, or ask the operator for a larger plan.")
            { RetryAfter = taken.RetryAfter };
    }
}
