using System.Runtime.InteropServices;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Tracing;

namespace Sentiment.Gateway.Caching;

/// <summary>Asks on behalf of all who wait: first what other gateways know, then a pool.</summary>
internal sealed class FlightLeader(AnswerCache cache, Flights flights, QuestionSender pools)
{
    /// <param name="inquiry">Gets the answers.</param>
    /// <param name="led">Places that this request leads, or that are its own alone.</param>
    /// <returns>What step 7 says, or null.</returns>
    public async Task<ApiError?> LeadAsync(Inquiry inquiry, List<Asked> led)
    {
        await LookFurtherAsync(inquiry, led);
        return led.Count == 0 ? null : await AskPoolAsync(inquiry, led);
    }

    /// <summary>Those that have not ended: their client has left, and others lead next.</summary>
    public void Abandon(List<Asked> led) => led.ForEach(asked => End(asked, landing: null));

    // What another gateway knows is no question any more. Only those who lead come here: a thousand who ask the same look once.
    private async ValueTask LookFurtherAsync(Inquiry inquiry, List<Asked> led)
    {
        Asked[] asked = inquiry.Question.Use == CacheUse.Full && cache.IsShared ? [.. led.Where(static place => place.Flight is not null)] : [];
        if (asked.Length == 0)
        {
            return;
        }

        var (question, deadline) = (inquiry.Question, inquiry.Question.Request.Deadline);
        var arm = question.Assignment.Arm;
        using var span = Spans.Start("cache.lookup.shared");
        var since = deadline.Elapsed;
        var found = await cache.FindAsync(Array.ConvertAll(asked, place => inquiry.KeyOf(place.Place)), arm.Backend);
        for (var i = 0; i < asked.Length; i++)
        {
            if (found[i] is { } prediction)
            {
                inquiry.Answer(asked[i].Place, new Answer(prediction, Problem: null, Sent: 0, arm, inquiry.Digest, AnswerSource.Redis));
                led.Remove(asked[i]);

                // It is in memory now: those who wait find it there.
                End(asked[i], landing: null);
            }
        }

        inquiry.Waited(deadline.Elapsed - since);
    }

    private async Task<ApiError?> AskPoolAsync(Inquiry inquiry, List<Asked> led)
    {
        var question = inquiry.Question;
        var sent = question.Request.Deadline.Elapsed;
        if (!(await pools.SendAsync(question, [.. led.Select(asked => question.Texts[asked.Place])])).Succeeded(out var reply, out var error))
        {
            var landing = Landing.Failed(question, error);
            led.ForEach(asked => End(asked, landing));
            return error;
        }

        inquiry.Called(reply.Arm, reply.Facts, question.Request.Deadline.Elapsed - sent);
        using var span = Spans.Start("cache.update");
        for (var i = 0; i < reply.Items.Count; i++)
        {
            Take(inquiry, led[i], reply, i);
        }

        return null;
    }

    private void Take(Inquiry inquiry, Asked asked, PoolReply reply, int sent)
    {
        var ((arm, facts, items), question) = (reply, inquiry.Question);
        var item = items[sent];
        var isKept = item.Prediction is not null && inquiry.Digest is not null && facts.ModelDigest is not null;
        if (isKept)
        {
            // While a model is being replaced, not what the look was for.
            var key = facts.ModelDigest == inquiry.Digest ? inquiry.KeyOf(asked.Place) : cache.KeyOf(question, facts.ModelDigest!, question.Texts[asked.Place]);
            cache.Keep(key, item.Prediction!);
        }

        inquiry.Answer(asked.Place, new Answer(item.Prediction, item.Error, sent, arm, facts.ModelDigest, AnswerSource.Pool) { IsStored = isKept });
        End(asked, item.Prediction is null ? Landing.EachForItself : new Landing(question, arm, facts.ModelDigest, item.Prediction, Error: null));
    }

    private void End(Asked asked, Landing? landing)
    {
        if (asked.Flight is { } flight)
        {
            flights.End(flight, landing);
        }
    }
}

/// <summary>A text that has to be asked.</summary>
/// <param name="Place">In the question.</param>
/// <param name="Flight">That others may join; null for one that is nobody else's.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Asked(int Place, Flight? Flight);
