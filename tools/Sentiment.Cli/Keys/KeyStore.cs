namespace Sentiment.Cli.Keys;

/// <summary>Where keys are: in a file that was named, with the pepper of the environment, or beside the system of a state directory.</summary>
/// <param name="Path">Of the keys file.</param>
/// <param name="Pepper">Asked for when something is hashed.</param>
internal sealed record KeyStore(string Path, Func<byte[]> Pepper)
{
    /// <summary>Of the system that reads them; null for a file of some gateway, somewhere.</summary>
    public string? State { get; private init; }

    public static KeyStore Named(string path) => new(System.IO.Path.GetFullPath(path), Keys.Pepper.OfEnvironment);

    /// <exception cref="CommandFailedException">Nothing was ever started with it.</exception>
    public static KeyStore Beside(string stateDirectory) => Directory.Exists(stateDirectory)
        ? new(KeysFile.PathIn(stateDirectory), () => Keys.Pepper.In(stateDirectory)) { State = stateDirectory }
        : throw new CommandFailedException($"There is no state directory {stateDirectory}: start a system with `sentiment up`, or name a keys file with --file FILE.");
}
