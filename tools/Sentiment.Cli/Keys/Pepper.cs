using System.Security.Cryptography;
using Sentiment.Cli.RunState;

namespace Sentiment.Cli.Keys;

/// <summary>
/// The secret that keys are hashed with. Beside a system that `up` starts it is a private file and stays, so that keys outlive a restart;
/// elsewhere it comes from the environment, under the name that the gateway reads.
/// </summary>
internal static class Pepper
{
    public const string Variable = "Sentiment__Auth__Pepper";
    private const int Bytes = 32;

    /// <summary>As the gateway has it in its environment here.</summary>
    /// <exception cref="CommandFailedException">It is not set, or no base64.</exception>
    public static byte[] OfEnvironment() => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => throw new CommandFailedException($"Set {Variable} to the gateway's pepper: a key is hashed with it. It is not written anywhere."),
        var text => Decode(text, Variable),
    };

    /// <summary>Of a state directory; made when it is not there.</summary>
    public static byte[] In(string stateDirectory)
    {
        var path = Path.Combine(stateDirectory, "pepper");
        if (!File.Exists(path))
        {
            PrivateFile.Write(path, System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))));
        }

        return Decode(File.ReadAllText(path), path);
    }

    private static byte[] Decode(string text, string where)
    {
        try
        {
            return Convert.FromBase64String(text.Trim());
        }
        catch (FormatException)
        {
            throw new CommandFailedException($"{where} is no base64; make a pepper with: openssl rand -base64 32");
        }
    }
}
