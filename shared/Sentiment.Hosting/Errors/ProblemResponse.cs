using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Requests;

namespace Sentiment.Hosting.Errors;

/// <summary>Writes an error as <c>application/problem+json</c>. The one place where errors leave a service.</summary>
public static class ProblemResponse
{
    /// <summary>Answers with the error, and leaves it in the request's features for whoever counts.</summary>
    public static Task WriteAsync(HttpContext context, ApiError error)
    {
        context.Features.Set(error);
        if (context.Response.HasStarted)
        {
            // Half an answer is out: only a broken connection tells the client that it is not whole.
            context.Abort();
            return Task.CompletedTask;
        }

        var problem = error.ToProblem(context.RequestContext().CorrelationId);
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (error.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return JsonAnswer.WriteAsync(context, problem, ContractsJson.Default.Problem, Problem.MediaType);
    }
}
