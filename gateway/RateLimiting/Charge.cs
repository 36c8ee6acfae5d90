using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>What one request has been charged, as a feature of it from step 3 on. For one request's own thread of control.</summary>
internal sealed class Charge(Usage usage, bool isDryRun, RateLimitMetrics metrics)
{
    private long _requests;
    private long _texts;
    private bool _wouldBeRefused;

    public Usage Usage => usage;

    /// <summary>Before the body is read: one request, and no debt of tokens.</summary>
    /// <returns>E4003 when the plan has no more.</returns>
    public ApiError? Request()
    {
        if (Take(Limit.Tokens, 0) is { } debt)
        {
            return debt;
        }

        _requests = 1;
        return Take(Limit.Requests, 1);
    }

    /// <summary>Once the body is parsed.</summary>
    /// <inheritdoc cref="Request"/>
    public ApiError? Texts(long count)
    {
        _texts = count;
        return Take(Limit.Texts, count);
    }

    /// <summary>With the answer, whatever is left: used is used.</summary>
    public void Tokens(long count)
    {
        if (!_wouldBeRefused)
        {
            usage[Limit.Tokens].Charge(count);
        }
    }

    /// <summary>
    /// With the status: what was refused (429, 503) is not charged, and of what was wrong (other 4xx) the request alone. A refusal has taken
    /// nothing from the bucket that refused, so what was asked of it is not given back either.
    /// </summary>
    public void Settle(int status)
    {
        var isRefused = _wouldBeRefused || status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;
        if (isRefused)
        {
            GiveBack(Limit.Requests, ref _requests);
        }

        if (isRefused || status is >= StatusCodes.Status400BadRequest and < StatusCodes.Status500InternalServerError)
        {
            GiveBack(Limit.Texts, ref _texts);
        }
    }

    private ApiError? Take(Limit limit, long amount)
    {
        if (_wouldBeRefused)
        {
            Forget(limit);
            return null;
        }

        var taken = usage[limit].Take(amount);
        if (taken.Allowed)
        {
            return null;
        }

        metrics.Refused(limit, isEnforced: !isDryRun);
        Forget(limit);
        if (isDryRun)
        {
            // Goes on, and takes nothing: no debt must be left when the dry run ends.
            _wouldBeRefused = true;
            return null;
        }

        return Refusal(limit, amount, taken);
    }

    private void Forget(Limit limit)
    {
        _requests = limit == Limit.Requests ? 0 : _requests;
        _texts = limit == Limit.Texts ? 0 : _texts;
    }

    private void GiveBack(Limit limit, ref long amount)
    {
        if (amount > 0)
        {
            usage[limit].GiveBack(amount);
            amount = 0;
        }
    }

    private ApiError Refusal(Limit limit, long amount, Taken taken)
    {
        var (name, quota) = (limit.ToString().ToLowerInvariant(), usage.Quota(limit));
        return amount > quota
            ? new ApiError(ErrorCode.RateLimited, $"The request has {amount} {name}, and the plan {usage.PlanName} allows {quota} a minute: it will never fit. Send it in parts.")
            : new ApiError(
                ErrorCode.RateLimited,
                $"The plan {usage.PlanName} allows {quota} {name} a minute, and {(limit == Limit.Tokens ? "more have been used" : $"{taken.Remaining} are left")}. Wait, or ask the operator for a larger plan.")
            { RetryAfter = taken.RetryAfter };
    }
}
