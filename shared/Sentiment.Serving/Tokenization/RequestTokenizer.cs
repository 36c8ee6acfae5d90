using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Startup;

namespace Sentiment.Serving.Tokenization;

/// <summary>Step 10: the texts of a request to token ids, and the refusals that only a tokenizer can decide.</summary>
internal static class RequestTokenizer
{
    /// <param name="model">Its tokenizer.</param>
    /// <param name="request">Its texts.</param>
    /// <param name="unwanted">The deadline has passed or the caller has gone: asked before each text, for some take milliseconds.</param>
    /// <returns>A text each, in order; E1007 when its tokens pass the bound of a batch, E2003 when nobody waits for it any more.</returns>
    public static Outcome<TokenizedRequest> Encode(ServedModel model, ServingRequest request, CancellationToken unwanted)
    {
        var texts = new TokenizedText[request.Items.Count];
        var errors = new ApiError?[texts.Length];
        var total = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            errors[i] = request.Items[i].Error;
            if (request.Items[i].Text is not { } text)
            {
                continue;
            }

            if (unwanted.IsCancellationRequested)
            {
                return AdmissionGate.DeadlinePassed();
            }

            texts[i] = model.Tokenizer.Encode(text, model.Manifest.MaximumTokens);
            errors[i] = Check(model, texts[i], request.Options.Truncation, request.FieldOf(i));
            total += errors[i] is null ? texts[i].Ids.Length : 0;
            if (total > Limits.BatchTokens)
            {
                return new ApiError(
                    ErrorCode.TooManyTokens,
                    $"The batch has more than {Limits.BatchTokens} tokens, the most that are allowed; its first {i + 1} texts alone have {total}. Split it.");
            }
        }

        return new TokenizedRequest(texts, errors, total);
    }

    private static ApiError? Check(ServedModel model, in TokenizedText text, Truncation truncation, string field)
    {
        if (text.TextTokens == 0)
        {
            return new ApiError(ErrorCode.TextEmpty, $"{field} has no word or sign left once control and zero-width characters are taken out.")
            { Field = field };
        }

        // Two tokens of the maximum are special ones.
        return text.Truncated && truncation == Truncation.Error
            ? new ApiError(
                ErrorCode.TooManyTokens,
                $"{field} has {text.TextTokens} tokens; the model reads {model.Manifest.MaximumTokens - 2}. "
                + "Shorten it, or leave truncation out to have its beginning read.")
            { Field = field }
            : null;
    }
}

/// <param name="Texts">By position in the request; nothing where there is an error.</param>
/// <param name="Errors">By position; null where the text is to be run.</param>
/// <param name="Tokens">Tokens to run, special ones included.</param>
internal sealed record TokenizedRequest(TokenizedText[] Texts, ApiError?[] Errors, int Tokens)
{
    /// <summary>Tokens of each text to run.</summary>
    public IEnumerable<int> Lengths => Texts.Where((_, i) => Errors[i] is null).Select(static text => text.Ids.Length);
}
