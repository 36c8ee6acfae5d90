using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Requests;

namespace Sentiment.Hosting.Errors;

/// <summary>Gives a problem to every answer that would otherwise be an exception or a bare status.</summary>
internal sealed class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (BareStatus(context) is { } error)
            {
                await ProblemResponse.WriteAsync(context, error);
            }
        }
        catch (OperationCanceledException gone) when (IsOver(context, gone))
        {
            // The connection is gone: nobody reads an answer, and nothing is wrong here.
        }
        catch (BadHttpRequestException refused)
        {
            await ProblemResponse.WriteAsync(context, RequestBody.Refusal(refused));
        }
        catch (Exception failure)
        {
            ErrorLog.Unhandled(logger, context.RequestContext().CorrelationId, failure);
            await ProblemResponse.WriteAsync(context, new ApiError(
                ErrorCode.Internal, "Something broke here; the log has it under the correlation id. Trying again may help."));
        }
    }

    // A read or a write may tell that the connection is gone before RequestAborted does: the client's reset, or an end that the server made when it stopped.
    private static bool IsOver(HttpContext context, OperationCanceledException gone) =>
        context.RequestAborted.IsCancellationRequested || gone.InnerException is ConnectionResetException or ConnectionAbortedException;

    private static ApiError? BareStatus(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted || response.ContentType is not null || response.ContentLength > 0)
        {
            return null;
        }

        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new ApiError(ErrorCode.NotFound, "There is no such path on this port; docs/api.md lists them."),
            StatusCodes.Status405MethodNotAllowed => new ApiError(
                ErrorCode.MethodNotAllowed, $"The method {ShownMethod(context.Request.Method)} is not allowed here; the Allow header lists those that are."),
            StatusCodes.Status415UnsupportedMediaType => RequestBody.UnsupportedMediaType(),
            _ => null,
        };
    }

    // A client may send any token as the method: what is repeated must be short.
    private static string ShownMethod(string method) => method.Length <= 16 ? method : method[..16];
}
