using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Hosting.Requests;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Startup;

namespace Sentiment.Serving.Tokenization;

/// <summary>Step 10: the texts of a request to token ids, and the refusals that only a tokenizer can decide.</summary>
internal static class RequestTokenizer
{
    /// <param name="model">Its tokenizer.</param>
    /// <param name="request">Its texts.</param>
    /// <param name="deadline">Asked before each text, for some take milliseconds.</param>
    /// <returns>A text each, in order; E1007 when its tokens pass the bound of a batch, E2003 when nobody waits for it any more.</returns>
    public static Outcome<TokenizedRequest> Encode(ServedModel model, ServingRequest request, RequestDeadline deadline)
    {
        var texts = new WindowedText?[request.Items.Count];
        var errors = new ApiError?[texts.Length];
        var total = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            errors[i] = request.Items[i].Error;
            if (request.Items[i].Text is not { } text)
            {
                continue;
            }

            if (deadline.IsUnwanted)
            {
                return AdmissionGate.DeadlinePassed();
            }

            if (!Encode(model, text, request.Options.Truncation, request.FieldOf(i)).Succeeded(out texts[i], out errors[i]))
            {
                continue;
            }

            total += texts[i]!.RunTokens;
            if (total > Limits.BatchTokens)
            {
                return new ApiError(
                    ErrorCode.TooManyTokens,
                    $"The batch has more than {Limits.BatchTokens} tokens, the most that are allowed; its first {i + 1} texts alone have {total}. Split it.");
            }
        }

        return new TokenizedRequest(texts, errors, total);
    }

    private static Outcome<WindowedText> Encode(ServedModel model, string text, Truncation truncation, string field)
    {
        var capacity = model.Manifest.MaximumTokens - WordPieceTokenizer.SpecialTokens;
        var windows = truncation == Truncation.Window ? Limits.TextWindows : 1;
        var most = TextWindows.Most(capacity, windows);

        // One more than can be read tells whether something is cut; to refuse a text its whole length is wanted.
        var tokens = model.Tokenizer.Tokens(text, truncation == Truncation.Error ? int.MaxValue : most + 1);
        if (tokens.Count == 0)
        {
            return new ApiError(ErrorCode.TextEmpty, $"{field} has no word or sign left once control and zero-width characters are taken out.")
            { Field = field };
        }

        if (tokens.Count > most && truncation == Truncation.Error)
        {
            return new ApiError(
                ErrorCode.TooManyTokens,
                $"{field} has {tokens.Count} tokens; the model reads {most} at once. Shorten it, or leave truncation out to have it read in windows.")
            { Field = field };
        }

        var cut = TextWindows.Cut(tokens.Count, capacity, windows);
        return new WindowedText(Array.ConvertAll(cut, range => model.Tokenizer.Frame(tokens, range)), Math.Min(tokens.Count, most), tokens.Count > most);
    }
}

/// <param name="Texts">By position in the request; null where there is an error.</param>
/// <param name="Errors">By position; null where the text is to be run.</param>
/// <param name="Tokens">Tokens to run, special ones included.</param>
internal sealed record TokenizedRequest(WindowedText?[] Texts, ApiError?[] Errors, int Tokens)
{
    /// <summary>Token ids of what is to be run, text by text.</summary>
    public int[][] Windows { get; } = Texts is [{ } single] ? single.Windows : [.. Texts.OfType<WindowedText>().SelectMany(static text => text.Windows)];
}
