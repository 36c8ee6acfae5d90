using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Dispatch;
using Sentiment.Hosting.Tracing;

namespace Sentiment.Gateway.Caching;

/// <summary>
/// Step 6, in front of step 7: what is known is answered, what somebody is asking is waited for, and the rest travels.
/// <list type="bullet">
/// <item>An answer belongs to what was served, not to an arm: it is kept under the digest that came with it, and found under the digest that the
/// arm's replicas agree on. While they disagree, nothing is looked up.</item>
/// <item>Of equal questions one is asked, with its caller's deadline. When that ends it, one of those who wait asks next: nobody fails for
/// another's reasons.</item>
/// </list>
/// </summary>
internal sealed class CachedPool(AnswerCache cache, Flights flights, FlightLeader leader, ServingDigests digests, CacheMetrics metrics)
{
    /// <returns>One answer a text; or what step 7 says, or E2003.</returns>
    public ValueTask<Outcome<Answers>> AskAsync(Question question)
    {
        Inquiry inquiry;
        using (Spans.Start("cache.lookup"))
        {
            inquiry = Begin(question);
            TakeKnown(inquiry);
        }

        // What is known in full is answered without a task.
        return inquiry.IsAnswered ? new(inquiry.End()) : new(AskAsync(inquiry));
    }

    private async Task<Outcome<Answers>> AskAsync(Inquiry inquiry)
    {
        do
        {
            if (await GoThroughAsync(inquiry) is { } failure)
            {
                return failure;
            }

            inquiry.IsAgain = true;
            TakeKnown(inquiry);
        }
        while (!inquiry.IsAnswered);
        return inquiry.End();
    }

    private Inquiry Begin(Question question)
    {
        if (cache.IsEnabled && question.Use != CacheUse.None && digests.Of(question.Assignment.Arm) is { } digest)
        {
            return new Inquiry(question, digest, cache.KeysOf(question, digest));
        }

        metrics.Bypassed(question.Texts.Count);
        return new Inquiry(question, digest: null, keys: []);
    }

    private void TakeKnown(Inquiry inquiry)
    {
        for (var place = 0; place < inquiry.Count; place++)
        {
            if (inquiry.IsOpen(place) && LookUp(inquiry, place))
            {
                Count(inquiry, isKnown: true);
            }
        }
    }

    // Once, unless whoever asked for one of the texts leaves: then what is left of it again.
    private async Task<ApiError?> GoThroughAsync(Inquiry inquiry)
    {
        var (led, joined) = (new List<Asked>(), new List<Asked>());
        ApiError? failure;
        try
        {
            Part(inquiry, led, joined);
            failure = led.Count > 0 ? await leader.LeadAsync(inquiry, led) : null;
        }
        finally
        {
            leader.Abandon(led);
        }

        return failure ?? (joined.Count > 0 ? await WaitAsync(inquiry, joined) : null);
    }

    // Of what is not known: the questions that this request asks, and those that others are asking.
    private void Part(Inquiry inquiry, List<Asked> led, List<Asked> joined)
    {
        for (var place = 0; place < inquiry.Count; place++)
        {
            if (!inquiry.IsOpen(place))
            {
                continue;
            }

            if (inquiry.IsAlone(place))
            {
                led.Add(new Asked(place, Flight: null));
                continue;
            }

            var flight = flights.Join(inquiry.KeyOf(place), out var isLeader);

            // Whoever led before may have ended between our look and our turn to lead. Those who have joined us since look again, too.
            var isKnown = isLeader && LookUp(inquiry, place);
            if (isKnown)
            {
                flights.End(flight, landing: null);
            }
            else
            {
                (isLeader ? led : joined).Add(new Asked(place, flight));
            }

            Count(inquiry, isKnown);
        }
    }

    // Each text once, however often it is looked up.
    private void Count(Inquiry inquiry, bool isKnown)
    {
        if (!inquiry.IsAgain && inquiry.Question.Use == CacheUse.Full)
        {
            metrics.LookedUp(isKnown);
        }
    }

    private bool LookUp(Inquiry inquiry, int place)
    {
        if (inquiry.Question.Use != CacheUse.Full || inquiry.Digest is null || !cache.TryGet(inquiry.KeyOf(place), out var prediction))
        {
            return false;
        }

        inquiry.Answer(place, new Answer(prediction, Problem: null, Sent: 0, inquiry.Question.Assignment.Arm, inquiry.Digest, AnswerSource.Memory));
        return true;
    }

    private async Task<ApiError?> WaitAsync(Inquiry inquiry, List<Asked> joined)
    {
        using var span = Spans.Start("cache.wait");
        var deadline = inquiry.Question.Request.Deadline;
        var since = deadline.Elapsed;
        foreach (var asked in joined)
        {
            try
            {
                if (Take(inquiry, asked.Place, await asked.Flight!.Landed.WaitAsync(deadline.Token)) is { } error)
                {
                    return error;
                }
            }
            catch (OperationCanceledException) when (deadline.HasPassed)
            {
                return DispatchErrors.DeadlinePassed(deadline);
            }
        }

        inquiry.Waited(deadline.Elapsed - since);
        return null;
    }

    private ApiError? Take(Inquiry inquiry, int place, Landing? landing)
    {
        switch (landing?.For(inquiry.Question, inquiry.Digest!))
        {
            case null:
                // Its leader has gone: one of us leads next.
                metrics.JoinedInVain();
                return null;
            case { Error: { } error } when !inquiry.IsPartly:
                return error;
            case { Prediction: { } prediction } landed:
                metrics.Joined();
                inquiry.Answer(place, new Answer(prediction, Problem: null, Sent: 0, landed.Served!, landed.Digest, AnswerSource.Flight));
                return null;
            default:
                inquiry.AskAlone(place);
                return null;
        }
    }
}
