namespace Sentiment.Hosting.Keys;

/// <summary>Marks an endpoint of the management port that is for whoever reaches it: it says nothing of the service, such as a page without its data.</summary>
public sealed record NoKeyNeeded;
