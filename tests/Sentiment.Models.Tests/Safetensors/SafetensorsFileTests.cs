using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Sentiment.Models.Safetensors;

namespace Sentiment.Models.Tests.Safetensors;

public sealed class SafetensorsFileTests
{
    [Fact]
    public void Read_WrittenTensors_GivesThemBack()
    {
        using var file = SafetensorsFile.Read(Sample());

        Assert.Equal([1.5f, -2f, 0f, 65504f, 3f, 4f], file.ReadSingles("half"));
        Assert.Equal([2L, 3L], file.Entry("half").Shape);
        Assert.Equal([float.Pi, float.MinValue], file.ReadSingles("single"));
        Assert.Equal([0.5f, -1f], file.ReadSingles("brain"));
        Assert.Equal([long.MinValue, 7], file.ReadInt64s("long"));
        Assert.Equal([], file.ReadSingles("empty"));
    }

    [Fact]
    public void Write_SameTensorsInAnotherOrder_GivesTheSameBytes() => Assert.Equal(Write(Tensors()), Write(Tensors().Reverse()));

    [Fact]
    public void Write_Header_IsPaddedToEight() =>
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(Sample()) % 8);

    [Fact]
    public void Write_BytesThatDoNotFitTheShape_Throws() =>
        Assert.Throws<ArgumentException>(() => Write([new SafetensorsTensor("a", SafetensorsType.F32, [2], new byte[7])]));

    [Fact]
    public void Write_NameTwice_Throws() => Assert.Throws<ArgumentException>(() => Write(
        [new SafetensorsTensor("a", SafetensorsType.U8, [1], new byte[1]), new SafetensorsTensor("a", SafetensorsType.I8, [1], new byte[1])]));

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "behind")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", 8, "by its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "gap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6, "overlaps")]
    [InlineData("""{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", 4, "dtype")]
    [InlineData("""{"a":{"dtype":"0","shape":[1],"data_offsets":[0,1]}}""", 1, "dtype")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "-1")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1, "1.5")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1, "begin up to end")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", 1, "begin up to end")]
    [InlineData("""{"a":{"dtype":"F64","shape":[9223372036854775807,9],"data_offsets":[0,8]}}""", 8, "cannot be read")]
    [InlineData("""{"a":{"dtype":"U8","shape":[],"data_offsets":[9223372036854775806,9223372036854775807]}}""", 1, "cannot be read")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "cannot be read")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,1]}}""", 1, "needs dtype")]
    [InlineData("""{"a":[]}""", 0, "needs dtype")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "cannot be read")]
    [InlineData("[]", 0, "not a JSON object")]
    [InlineData("{", 0, "cannot be read")]
    [InlineData("", 0, "cannot be read")]
    public void Read_HostileHeader_SaysWhatIsWrong(string header, int dataLength, string expected)
    {
        var error = Assert.Throws<SafetensorsFormatException>(() => SafetensorsFile.Read(Raw((ulong)header.Length, header, dataLength)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3UL)]
    [InlineData(1_000_000_000UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    public void Read_HeaderLongerThanTheFile_IsRefusedBeforeItIsAllocated(ulong length)
    {
        var error = Assert.Throws<SafetensorsFormatException>(() => SafetensorsFile.Read(Raw(length, "{}", 0)));

        Assert.Contains($"{length} bytes, at most 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Read_TooShortForALength_IsRefused(int length) =>
        Assert.Throws<SafetensorsFormatException>(() => SafetensorsFile.Read(new byte[length]));

    [Fact]
    public void Read_NestedVeryDeep_IsRefused()
    {
        var header = new StringBuilder().Append('[', 100_000).ToString();

        Assert.Throws<SafetensorsFormatException>(() => SafetensorsFile.Read(Raw((ulong)header.Length, header, 0)));
    }

    [Fact]
    public void Read_RandomDamage_GivesTensorsOrTheDocumentedError()
    {
        var good = Sample();
        Gen.Select(Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 4], Gen.Int[0, good.Length]).Sample(
            (damage, cut) =>
            {
                var content = good.ToArray();
                foreach (var (at, value) in damage)
                {
                    content[at] = value;
                }

                ReadAll(cut % 4 == 0 ? content[..cut] : content);
            },
            iter: 5_000);
    }

    [Fact]
    public void ReadSingles_OfIntegersOrUnknown_Throws()
    {
        using var file = SafetensorsFile.Read(Sample());

        Assert.Throws<SafetensorsFormatException>(() => file.ReadSingles("long"));
        Assert.Throws<SafetensorsFormatException>(() => file.ReadInt64s("half"));
        Assert.Throws<SafetensorsFormatException>(() => file.ReadBytes("nothing"));
    }

    private static void ReadAll(byte[] content)
    {
        try
        {
            using var file = SafetensorsFile.Read(content);
            foreach (var entry in file.Entries)
            {
                Assert.Equal(entry.Length, file.ReadBytes(entry.Name).Length);
            }
        }
        catch (SafetensorsFormatException error)
        {
            Assert.NotEmpty(error.Message);
        }
    }

    private static IEnumerable<SafetensorsTensor> Tensors() =>
    [
        SafetensorsTensor.Half("half", [2, 3], [1.5f, -2f, 0f, 65504f, 3f, 4f]),
        SafetensorsTensor.Single("single", [2], [float.Pi, float.MinValue]),
        new("brain", SafetensorsType.BF16, [2], new byte[] { 0x00, 0x3F, 0x80, 0xBF }),
        new("long", SafetensorsType.I64, [2], new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x80, 7, 0, 0, 0, 0, 0, 0, 0 }),
        new("byte", SafetensorsType.U8, [1], new byte[] { 9 }),
        new("empty", SafetensorsType.F32, [0, 5], Array.Empty<byte>()),
    ];

    private static byte[] Sample() => Write(Tensors());

    private static byte[] Write(IEnumerable<SafetensorsTensor> tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" });
        return stream.ToArray();
    }

    private static byte[] Raw(ulong length, string header, int dataLength)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var content = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(content, length);
        json.CopyTo(content, 8);
        return content;
    }
}
