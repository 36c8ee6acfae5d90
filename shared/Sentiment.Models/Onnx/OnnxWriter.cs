namespace Sentiment.Models.Onnx;

/// <summary>
/// Turns a graph into the bytes of an ONNX file. The numbers are field numbers of onnx.proto; only the fields that our graphs need are here.
/// </summary>
public static class OnnxWriter
{
    /// <summary>Format version of ONNX 1.12, which every ONNX Runtime since 1.12 reads.</summary>
    private const int IrVersion = 8;

    private const int StandardOpset = 17;
    private const int MicrosoftOpset = 1;
    private const int AttributeFloat = 1;
    private const int AttributeInt = 2;

    /// <summary>The same graph gives the same bytes: no time, no tool version, no order by hash.</summary>
    public static byte[] Write(OnnxGraph graph) => ProtoMessage.Build(model =>
    {
        model.Integer(1, IrVersion);
        model.Text(2, "sentiment");
        model.Message(7, message => WriteGraph(message, graph));
        model.Message(8, opset => WriteOpset(opset, string.Empty, StandardOpset));
        model.Message(8, opset => WriteOpset(opset, OnnxOperator.MicrosoftDomain, MicrosoftOpset));
    });

    private static void WriteOpset(ProtoMessage opset, string domain, int version)
    {
        opset.Text(1, domain);
        opset.Integer(2, version);
    }

    private static void WriteGraph(ProtoMessage message, OnnxGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            message.Message(1, field => WriteNode(field, node));
        }

        message.Text(2, graph.Name);
        foreach (var tensor in graph.Initializers)
        {
            message.Message(5, field => WriteTensor(field, tensor));
        }

        foreach (var input in graph.Inputs)
        {
            message.Message(11, field => WriteValue(field, input));
        }

        foreach (var output in graph.Outputs)
        {
            message.Message(12, field => WriteValue(field, output));
        }
    }

    private static void WriteNode(ProtoMessage message, OnnxNode node)
    {
        foreach (var input in node.Inputs)
        {
            message.Text(1, input);
        }

        foreach (var output in node.Outputs)
        {
            message.Text(2, output);
        }

        message.Text(3, node.Outputs[0]);
        message.Text(4, node.Operator.Name);
        foreach (var attribute in node.Attributes)
        {
            message.Message(5, field => WriteAttribute(field, attribute));
        }

        message.Text(7, node.Operator.Domain);
    }

    private static void WriteAttribute(ProtoMessage message, OnnxArgument attribute)
    {
        message.Text(1, attribute.Name);
        if (attribute.Single is { } single)
        {
            message.Float(2, single);
            message.Integer(20, AttributeFloat);
        }
        else
        {
            message.Integer(3, attribute.Integer);
            message.Integer(20, AttributeInt);
        }
    }

    private static void WriteTensor(ProtoMessage message, OnnxTensor tensor)
    {
        foreach (var extent in tensor.Shape)
        {
            message.Integer(1, extent);
        }

        message.Integer(2, (int)tensor.Type);
        message.Text(8, tensor.Name);
        message.Bytes(9, tensor.Bytes);
    }

    private static void WriteValue(ProtoMessage message, OnnxValue value)
    {
        message.Text(1, value.Name);
        message.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, (int)value.Type);
            if (value.Shape is { } shape)
            {
                tensor.Message(2, field => WriteShape(field, shape));
            }
        }));
    }

    private static void WriteShape(ProtoMessage message, IReadOnlyList<OnnxDimension> shape)
    {
        foreach (var dimension in shape)
        {
            message.Message(1, field =>
            {
                if (dimension.Name is { } name)
                {
                    field.Text(2, name);
                }
                else
                {
                    field.Integer(1, dimension.Value);
                }
            });
        }
    }
}
