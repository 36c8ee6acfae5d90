using System.Runtime.InteropServices;
using System.Text;

namespace Sentiment.Training.Optimization;

/// <summary>
/// The state of a run between two steps: the step, the weights and the optimizer's memory. No random state: each step draws from its own
/// seed. Written beside its place and renamed, so that a run that is killed leaves the last whole one.
/// </summary>
internal static class Checkpoint
{
    private const uint Format = 0x32504B43;

    /// <param name="path">Where to.</param>
    /// <param name="fingerprint">Of the plan.</param>
    /// <param name="nextStep">Counted from 0.</param>
    /// <param name="lastRate">The learning rate of the step before it.</param>
    /// <param name="parameters">All of the model.</param>
    public static void Write(string path, string fingerprint, int nextStep, float lastRate, IReadOnlyList<ParameterState> parameters)
    {
        var temporary = path + ".new";
        using (var writer = new BinaryWriter(File.Create(temporary), Encoding.UTF8))
        {
            writer.Write(Format);
            writer.Write(fingerprint);
            writer.Write(nextStep);
            writer.Write(lastRate);
            foreach (var parameter in parameters)
            {
                writer.Write(parameter.Name);
                writer.Write(parameter.Length);
                writer.Write(MemoryMarshal.AsBytes(parameter.Values.AsSpan()));
                writer.Write(MemoryMarshal.AsBytes(parameter.FirstMoment.AsSpan()));
                writer.Write(MemoryMarshal.AsBytes(parameter.SecondMoment.AsSpan()));
                writer.Write(MemoryMarshal.AsBytes(parameter.Average.AsSpan()));
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <returns>The step to go on with, 0 where there is no checkpoint of this plan, and the learning rate of the step before it.</returns>
    /// <exception cref="InvalidDataException">The file is of this plan but not of this model, or cut short.</exception>
    public static (int NextStep, float LastRate) Read(string path, string fingerprint, IReadOnlyList<ParameterState> parameters)
    {
        if (!File.Exists(path))
        {
            return (0, 0);
        }

        try
        {
            return Read(path, File.OpenRead(path), fingerprint, parameters);
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"{path} is damaged. Delete it to start anew.", error);
        }
    }

    private static (int NextStep, float LastRate) Read(string path, Stream stream, string fingerprint, IReadOnlyList<ParameterState> parameters)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        if (reader.ReadUInt32() != Format || reader.ReadString() != fingerprint)
        {
            return (0, 0);
        }

        var (step, rate) = (reader.ReadInt32(), reader.ReadSingle());
        foreach (var parameter in parameters)
        {
            if (reader.ReadString() != parameter.Name || reader.ReadInt32() != parameter.Length)
            {
                throw new InvalidDataException($"{path} does not hold {parameter.Name} of this model. Delete it to start anew.");
            }

            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(parameter.Values.AsSpan()));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(parameter.FirstMoment.AsSpan()));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(parameter.SecondMoment.AsSpan()));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(parameter.Average.AsSpan()));
        }

        return (step, rate);
    }
}
