using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Experiments;

/// <summary>What a client is told when its key does not allow the arm.</summary>
internal static class ArmErrors
{
    public static ApiError NotAllowed(string arm, Client client) => new(
        ErrorCode.NotAllowed, $"This key may not use the arm {arm}; it may use {Allowed(client)}. Ask for one of these, or for none, or ask the operator for more.");

    public static ApiError NoneAllowed(ArmWish wish, Client client) => new(
        ErrorCode.NotAllowed, $"This key may use no arm {(wish.Backend is null ? "that is here" : $"that runs {wish.Backend}")}; it may use {Allowed(client)}. Ask for none, or ask the operator for more.")
    {
        Field = wish.BackendField,
    };

    private static string Allowed(Client client) => string.Join(", ", client.Arms.Order(StringComparer.Ordinal));
}
