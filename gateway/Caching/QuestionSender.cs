using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Parsing;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Experiments;

namespace Sentiment.Gateway.Caching;

/// <summary>Sends what is left of a question to a pool, in one call, as the client has sent it: alone or as a batch.</summary>
internal sealed class QuestionSender(PoolClient pools)
{
    /// <param name="question">That is asked.</param>
    /// <param name="texts">Those of it that travel.</param>
    public Task<Outcome<PoolReply>> SendAsync(Question question, string[] texts) =>
        question.IsBatch ? SendBatchAsync(question, texts) : SendSingleAsync(question, texts[0]);

    private async Task<Outcome<PoolReply>> SendSingleAsync(Question question, string text)
    {
        var call = PoolRequest.Predict(CanonicalBody.Predict(text, question.Truncation));
        return (await pools.SendAsync(question.Assignment, call, question.Request)).Succeeded(out var served, out var error)
            ? new PoolReply(served.Arm, served.Answer.Facts, [new BatchItem(0, served.Answer.Value, Error: null)])
            : error;
    }

    private async Task<Outcome<PoolReply>> SendBatchAsync(Question question, string[] texts)
    {
        var call = PoolRequest.PredictBatch(CanonicalBody.Batch(texts, question.Truncation), texts.Length);
        return (await pools.SendAsync(question.Assignment, call, question.Request)).Succeeded(out var served, out var error)
            ? new PoolReply(served.Arm, served.Answer.Facts, served.Answer.Value.Results)
            : error;
    }
}

/// <param name="Arm">That answered.</param>
/// <param name="Facts">What the replica said of itself.</param>
/// <param name="Items">One a text that was sent.</param>
internal sealed record PoolReply(Arm Arm, PoolFacts Facts, IReadOnlyList<BatchItem> Items);
