namespace Sentiment.Models.Onnx;

/// <summary>The part of ONNX that our graphs need. What is added first is written first: the same calls give the same bytes.</summary>
public sealed class OnnxGraph(string name)
{
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _initializers = [];

    public string Name { get; } = name;

    public IReadOnlyList<OnnxValue> Inputs => _inputs;

    public IReadOnlyList<OnnxValue> Outputs => _outputs;

    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    public IReadOnlyList<OnnxTensor> Initializers => _initializers;

    /// <summary>Adds an input and gives its name.</summary>
    public string Input(OnnxValue value)
    {
        _inputs.Add(value);
        return value.Name;
    }

    public void Output(OnnxValue value) => _outputs.Add(value);

    /// <summary>Adds a constant and gives its name.</summary>
    public string Constant(OnnxTensor tensor)
    {
        _initializers.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Adds a node with one output, named after what it gives, and gives that name.</summary>
    /// <param name="op">Operator, such as <c>MatMul</c>.</param>
    /// <param name="output">Name of the value that it gives, unique in the graph.</param>
    /// <param name="inputs">Names of values; an empty one stands for an optional input that is left out.</param>
    /// <param name="attributes">Attributes, by name.</param>
    public string Node(OnnxOperator op, string output, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxArgument> attributes)
    {
        Node(new OnnxNode(op, [output], inputs, attributes));
        return output;
    }

    public void Node(OnnxNode node) => _nodes.Add(node);
}

/// <summary>A graph input or output. A dimension is a number, or a name when it is not known before a run; no shape at all is legal for an output.</summary>
public sealed record OnnxValue(string Name, OnnxType Type, IReadOnlyList<OnnxDimension>? Shape);

public readonly record struct OnnxDimension(long Value, string? Name)
{
    public static implicit operator OnnxDimension(long value) => new(value, null);

    public static implicit operator OnnxDimension(string name) => new(0, name);
}

public sealed record OnnxNode(
    OnnxOperator Operator,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<OnnxArgument> Attributes);

/// <summary>What ONNX calls an attribute of a node: an integer or, when <see cref="Single"/> is set, a float.</summary>
public sealed record OnnxArgument(string Name, long Integer, float? Single)
{
    public static OnnxArgument Int(string name, long value) => new(name, value, null);

    public static OnnxArgument Float(string name, float value) => new(name, 0, value);
}
