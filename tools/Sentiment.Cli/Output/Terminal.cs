namespace Sentiment.Cli.Output;

/// <summary>
/// All that the command writes: own lines as they are, services' lines after their name. One writer for many readers of
/// process output, so that lines never mix.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool colours)
{
    private static readonly string[] Palette = ["\e[36m", "\e[35m", "\e[33m", "\e[32m", "\e[34m"];

    private readonly Lock _gate = new();
    private readonly List<string> _names = [];
    private int _width;

    /// <summary>The process's console; colours only for a person (https://no-color.org).</summary>
    public static Terminal ForConsole()
    {
        var wanted = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new Terminal(Console.Out, Console.Error, wanted && !Console.IsOutputRedirected);
    }

    /// <summary>Registers the names that <see cref="From"/> aligns.</summary>
    public void Align(IEnumerable<string> names)
    {
        lock (_gate)
        {
            _names.AddRange(names);
            _width = _names.Max(name => name.Length);
        }
    }

    public void Say(string line)
    {
        lock (_gate)
        {
            output.WriteLine(line);
        }
    }

    /// <summary>A line that somebody else wrote, after its name.</summary>
    public void From(string name, string line)
    {
        lock (_gate)
        {
            output.WriteLine($"{Prefix(name)} {line}");
        }
    }

    /// <summary>What went wrong, on standard error.</summary>
    public void Fail(string line)
    {
        lock (_gate)
        {
            // What was said before must stand before it where both streams lead to one place.
            output.Flush();
            error.WriteLine(line);
        }
    }

    private string Prefix(string name)
    {
        var padded = name.PadRight(_width) + " |";
        return colours ? $"{Palette[Math.Max(0, _names.IndexOf(name)) % Palette.Length]}{padded}\e[0m" : padded;
    }
}
