using Sentiment.Hosting.RateLimiting;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>What one caller has used of its plan at this gateway.</summary>
internal sealed class Usage(NamedPlan plan, TimeProvider time) : IUsage
{
    private readonly TokenBucket _requests = new(plan.Limits.Requests, NamedPlan.Period, time);
    private readonly TokenBucket _texts = new(plan.Limits.Texts, NamedPlan.Period, time);
    private readonly TokenBucket _tokens = new(plan.Limits.Tokens, NamedPlan.Period, time);

    public NamedPlan Plan => plan;

    public ValueTask<Standing?> TakeAsync(long requests, long texts) => new(Take(requests, texts));

    public ValueTask<Standing> GiveBackAsync(long requests, long texts, Standing taken)
    {
        GiveBack(requests, texts);
        return new(Look(refused: null));
    }

    public void Use(long tokens, Standing taken) => _tokens.Charge(tokens);

    /// <inheritdoc cref="IUsage.TakeAsync"/>
    public Standing Take(long requests, long texts)
    {
        if (requests > 0 && _tokens.Take(0) is { Allowed: false } debt)
        {
            return Look(Limit.Tokens) with { Tokens = debt };
        }

        var ofRequests = _requests.Take(requests);
        if (!ofRequests.Allowed)
        {
            return Look(Limit.Requests) with { Requests = ofRequests };
        }

        var ofTexts = _texts.Take(texts);
        if (!ofTexts.Allowed)
        {
            _requests.GiveBack(requests);
            return Look(Limit.Texts) with { Texts = ofTexts };
        }

        return new Standing(Refused: null, ofRequests, ofTexts, _tokens.Look(), IsShared: false);
    }

    /// <summary>Charges what has been allowed elsewhere, into debt if need be.</summary>
    public void Charge(long requests, long texts)
    {
        _requests.Charge(requests);
        _texts.Charge(texts);
    }

    /// <inheritdoc cref="IUsage.GiveBackAsync"/>
    public void GiveBack(long requests, long texts)
    {
        _requests.GiveBack(requests);
        _texts.GiveBack(texts);
    }

    /// <summary>How it stands.</summary>
    public Standing Look(Limit? refused) => new(refused, _requests.Look(), _texts.Look(), _tokens.Look(), IsShared: false);
}
