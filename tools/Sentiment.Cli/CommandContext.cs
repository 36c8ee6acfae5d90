using Sentiment.Cli.Output;
using Sentiment.Cli.Processes;

namespace Sentiment.Cli;

/// <summary>What every command works with.</summary>
internal sealed record CommandContext(Repository Repository, Terminal Terminal, StopSignals Signals, TimeProvider Time);
