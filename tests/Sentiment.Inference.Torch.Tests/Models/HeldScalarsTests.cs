using System.Reflection;
using System.Reflection.Emit;
using Sentiment.Models.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sentiment.Inference.Torch.Tests.Models;

/// <summary>
/// TorchSharp turns a number that is given to an operation into a native object that nothing holds during the call: another thread's
/// collection then frees it while libtorch reads it. It happens to one call in a hundred thousand, too seldom for a test to see; so the
/// test reads the compiled code. What answers requests may call nothing that makes one.
/// </summary>
public sealed class HeldScalarsTests
{
    [Fact]
    public void ServingPath_EveryCallIntoTorchSharp_MakesNoScalar()
    {
        var callers = Serving().SelectMany(MethodsOf).ToArray();

        var making = callers.SelectMany(caller => Calls(caller).Where(MakesScalar).Select(called => $"{caller.DeclaringType}.{caller.Name} calls {called}"));

        Assert.Empty(making);
        Assert.Contains(callers.SelectMany(Calls), static called => called.Name == nameof(Tensor.add_));
    }

    [Fact]
    public void MakesScalar_AdditionWithoutItsFactor_IsSeen()
    {
        Assert.True(MakesScalar(typeof(Tensor).GetMethod(nameof(Tensor.add_), [typeof(Tensor)])!));
        Assert.True(MakesScalar(typeof(Tensor).GetMethod("op_Multiply", [typeof(Tensor), typeof(double)])!));
        Assert.False(MakesScalar(typeof(Tensor).GetMethod(nameof(Tensor.add_), [typeof(Tensor), typeof(Scalar)])!));
    }

    // All but what is there for training, and the place where the numbers are held.
    private static IEnumerable<Type> Serving() => typeof(DistilBertInference).Assembly.GetTypes()
        .Where(static type => !typeof(nn.Module).IsAssignableFrom(type) && type.Name != "Scalars")
        .Concat(typeof(TorchBackend).Assembly.GetTypes());

    private static IEnumerable<MethodBase> MethodsOf(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return [.. type.GetMethods(Own), .. type.GetConstructors(Own)];
    }

    // The conversion itself, or a method of TorchSharp that does it on the way.
    private static bool MakesScalar(MethodBase method) => IsConversion(method)
        || (method.Module.Assembly == typeof(Tensor).Assembly && Calls(method).Any(called => IsConversion(called) || Calls(called).Any(IsConversion)));

    private static bool IsConversion(MethodBase method) => method.DeclaringType == typeof(Scalar) && method is MethodInfo { Name: "op_Implicit" };

    // Every place where a call could begin; one that is none resolves to nothing.
    private static IEnumerable<MethodBase> Calls(MethodBase caller)
    {
        var code = caller.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if ((code[i] == OpCodes.Call.Value || code[i] == OpCodes.Callvirt.Value) && Resolve(caller, BitConverter.ToInt32(code, i + 1)) is { } called)
            {
                yield return called;
            }
        }
    }

    private static MethodBase? Resolve(MethodBase caller, int token)
    {
        try
        {
            return caller.Module.ResolveMethod(token, caller.DeclaringType?.GetGenericArguments(), caller.IsGenericMethod ? caller.GetGenericArguments() : null);
        }
        catch (Exception none) when (none is ArgumentException or BadImageFormatException or FileNotFoundException or TypeLoadException)
        {
            return null;
        }
    }
}
