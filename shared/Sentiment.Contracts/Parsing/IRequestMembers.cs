using System.Text.Json;
using Sentiment.Contracts.Errors;

namespace Sentiment.Contracts.Parsing;

/// <summary>What a body has said so far.</summary>
internal interface IRequestMembers
{
    /// <summary>Reads a name and its value; leaves the reader at the value's end in every case.</summary>
    ApiError? ReadMember(ref Utf8JsonReader reader);
}
