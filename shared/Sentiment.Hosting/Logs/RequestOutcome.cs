using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sentiment.Contracts.Errors;

namespace Sentiment.Hosting.Logs;

/// <summary>What logs and traces say of a request that is over: nothing that a client can make up.</summary>
/// <param name="Method">One of HTTP's own, or <c>_OTHER</c>.</param>
/// <param name="Route">The endpoint's pattern; null where there is none.</param>
/// <param name="Status">Of the answer; 499 where the client had left before it.</param>
/// <param name="Error">The problem that was answered; null where none was.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RequestOutcome(string Method, string? Route, int Status, ApiError? Error)
{
    private const int ClientLeft = 499;

    private static readonly string[] Methods =
        [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options, HttpMethods.Trace, HttpMethods.Connect];

    /// <summary>Whether it failed for reasons of ours.</summary>
    public bool IsOurs => Status >= StatusCodes.Status500InternalServerError || Error is { } error && ErrorCatalog.Describe(error.Code).Status >= StatusCodes.Status500InternalServerError;

    public static RequestOutcome Of(HttpContext context)
    {
        var hasLeft = context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted;
        return new(
            Methods.Contains(context.Request.Method) ? context.Request.Method : "_OTHER",
            (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText,
            hasLeft ? ClientLeft : context.Response.StatusCode,
            hasLeft ? null : context.Features.Get<ApiError>());
    }
}
