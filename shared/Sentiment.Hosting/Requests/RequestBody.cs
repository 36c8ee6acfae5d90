using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Listening;

namespace Sentiment.Hosting.Requests;

/// <summary>Makes a value, or an error, of a body.</summary>
/// <param name="utf8">The whole body.</param>
public delegate Outcome<T> BodyParser<T>(ReadOnlySpan<byte> utf8)
    where T : class;

/// <summary>Reads a JSON body whole, within its limit and the request's deadline.</summary>
public static class RequestBody
{
    private const string Json = "application/json";
    private const int FirstRent = 4 * 1024;

    // An announced length is only a word: what goes beyond is rented as it comes.
    private const int LargestFirstRent = 64 * 1024;

    /// <summary>Reads the body and gives it to a parser; its memory is returned before this does.</summary>
    /// <param name="context">The request; its body is read once.</param>
    /// <param name="limit">Most bytes that are read.</param>
    /// <param name="parse">Must keep nothing of the bytes.</param>
    /// <returns>What the parser gave; or E4015, E4013 or E4008.</returns>
    public static async Task<Outcome<T>> ParseAsync<T>(HttpContext context, int limit, BodyParser<T> parse)
        where T : class
    {
        if (!(await ReadAsync(context, limit)).Succeeded(out var body, out var error))
        {
            return error;
        }

        using (body)
        {
            return parse(body.Utf8);
        }
    }

    /// <returns>The body, which the caller disposes; or E4015, E4013 or E4008.</returns>
    internal static async Task<Outcome<PooledBody>> ReadAsync(HttpContext context, int limit)
    {
        LiftServerLimit(context);
        if (!IsPlainJson(context.Request))
        {
            return UnsupportedMediaType();
        }

        if (AnnouncedTooLarge(context, limit) is { } error)
        {
            return error;
        }

        var body = new PooledBody((int)Math.Min(context.Request.ContentLength ?? FirstRent, LargestFirstRent));
        Outcome<PooledBody> outcome = default;
        try
        {
            return outcome = await FillAsync(context, body, limit);
        }
        finally
        {
            // Refused, or the client has left in the middle.
            if (outcome.Value is null)
            {
                body.Dispose();
            }
        }
    }

    /// <summary>Whether the headers already say that the body is over the limit.</summary>
    /// <returns>E4013, or null. The answer reaches a client that is still writing: what it sends is read, and dropped.</returns>
    public static ApiError? AnnouncedTooLarge(HttpContext context, int limit)
    {
        if (context.Request.ContentLength is not { } length || length <= limit)
        {
            return null;
        }

        LiftServerLimit(context);
        return TooLarge(limit, length);
    }

    public static ApiError UnsupportedMediaType() => new(
        ErrorCode.UnsupportedMediaType, "Send Content-Type: application/json, in UTF-8 and without Content-Encoding.");

    /// <summary>What Kestrel refuses while the body is read.</summary>
    public static ApiError Refusal(BadHttpRequestException refused) => refused.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => FellBehind(),
        StatusCodes.Status413PayloadTooLarge => new ApiError(ErrorCode.BodyTooLarge, "The body is over the limit of this service."),
        _ => new ApiError(ErrorCode.MalformedRequest, "The request is not valid HTTP, or its body ended early."),
    };

    private static async Task<Outcome<PooledBody>> FillAsync(HttpContext context, PooledBody body, int limit)
    {
        var reader = context.Request.BodyReader;
        var deadline = context.RequestContext().Deadline;
        BodyPace? pace = null;

        try
        {
            while (true)
            {
                var reading = reader.ReadAsync(CancellationToken.None);
                if (!reading.IsCompletedSuccessfully)
                {
                    // Most bodies have come with their headers, and need no timer.
                    pace ??= PaceOf(context);
                }

                var read = reading.IsCompletedSuccessfully ? reading.Result : await WaitAsync(reading, reader, deadline);
                body.Append(read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                pace?.Received(body.Length);
                if (read.IsCanceled)
                {
                    context.RequestAborted.ThrowIfCancellationRequested();

                    // What still comes is read and dropped for five seconds, then the server ends the connection: nobody should send another request over it.
                    context.Response.Headers.Connection = "close";
                    return pace is { IsTooSlow: true } ? FellBehind() : TooSlow($"It was not whole within the request's {deadline.Timeout.TotalMilliseconds:0} ms.");
                }

                if (body.Length > limit)
                {
                    return TooLarge(limit, length: null);
                }

                if (read.IsCompleted)
                {
                    return body;
                }
            }
        }
        catch (BadHttpRequestException refused)
        {
            return Refusal(refused);
        }
        catch (ConnectionResetException gone)
        {
            // Kestrel's word for a client that broke off in the middle of its body.
            throw new OperationCanceledException("The client has left.", gone);
        }
        finally
        {
            pace?.Dispose();
        }
    }

    private static BodyPace PaceOf(HttpContext context) => new(
        context.Request.BodyReader,
        context.RequestServices.GetRequiredService<IOptions<ListeningOptions>>().Value.Limits,
        context.RequestServices.GetRequiredService<TimeProvider>());

    // Not by a token: cancelling a read that way leaves Kestrel's reader in the middle of it, and Kestrel logs an error when it drains the body.
    private static async ValueTask<ReadResult> WaitAsync(ValueTask<ReadResult> reading, PipeReader reader, RequestDeadline deadline)
    {
        using var late = deadline.Token.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader);
        return await reading;
    }

    // Kestrel would break the connection over its own limit, often before the client has read our answer. Ours is enforced above; after the
    // answer Kestrel drains the rest for five seconds at most.
    private static void LiftServerLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = null;
        }
    }

    private static bool IsPlainJson(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && (request.ContentType == Json || IsJson(request.ContentType));

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static ApiError TooLarge(int limit, long? length) => new(
        ErrorCode.BodyTooLarge, $"The body has {(length is null ? "more than the allowed" : $"{length} bytes; at most")} {limit} bytes{(length is null ? string.Empty : " are allowed")}. Send fewer or shorter texts.");

    private static ApiError FellBehind() => TooSlow("Its rate fell below the minimum.");

    private static ApiError TooSlow(string how) => new(ErrorCode.BodyTooSlow, $"The body arrived too slowly. {how} Send it in one piece.");
}
