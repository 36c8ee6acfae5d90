using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Sentiment.Gateway.Documentation;

/// <summary>Metadata of an endpoint that is part of the contract.</summary>
/// <param name="Operation">Asked for when the document is made: a start has no use for it.</param>
internal sealed record Described(Func<Operation> Operation)
{
    /// <summary>Null for an endpoint that is not.</summary>
    public static Described? Of(ApiDescription endpoint) => endpoint.ActionDescriptor.EndpointMetadata.OfType<Described>().SingleOrDefault();
}

/// <summary>
/// Metadata of an endpoint that reads its body by itself. Names no media type, so that routing refuses none: the parser does, after the key was
/// checked, and says what to send instead.
/// </summary>
/// <param name="RequestType">The body's shape.</param>
internal sealed record DescribedBody(Type RequestType) : IAcceptsMetadata
{
    public IReadOnlyList<string> ContentTypes => [];

    public bool IsOptional => false;
}
