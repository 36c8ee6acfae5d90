using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;

namespace Sentiment.Hosting.Tests;

internal static class ProblemAssert
{
    /// <summary>The answer is the problem of this code, whole and consistent; gives its detail.</summary>
    public static async Task<Problem> IsAsync(ErrorCode expected, HttpResponseMessage response)
    {
        Assert.Equal(Problem.MediaType, response.Content.Headers.ContentType?.MediaType);
        var problem = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Problem, TestContext.Current.CancellationToken))!;
        Assert.Equal(ErrorCatalog.Wire(expected), problem.Code);
        Assert.Equal(ErrorCatalog.Describe(expected).Status, (int)response.StatusCode);
        Assert.Equal(response.Headers.GetValues(HeaderNames.CorrelationId).Single(), problem.CorrelationId);
        return problem;
    }
}
