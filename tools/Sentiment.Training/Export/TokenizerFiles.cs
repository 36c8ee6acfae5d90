using System.Text.Encodings.Web;
using System.Text.Json;
using Sentiment.Training.Vocabulary;

namespace Sentiment.Training.Export;

/// <summary>The tokenizer in Hugging Face's two formats, so that other tools read the package as it is.</summary>
internal static class TokenizerFiles
{
    /// <summary>Words of more characters are unknown; BERT's own bound.</summary>
    private const int MaximumWordCharacters = 100;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary><c>tokenizer_config.json</c>.</summary>
    public static byte[] Config(int maximumTokens) => Json(json =>
    {
        json.WriteString("tokenizer_class", "DistilBertTokenizer");
        json.WriteBoolean("do_lower_case", true);
        json.WriteNull("strip_accents");
        json.WriteBoolean("tokenize_chinese_chars", true);
        json.WriteNumber("model_max_length", maximumTokens);
        foreach (var (key, token) in new[] { ("pad", "[PAD]"), ("unk", "[UNK]"), ("cls", "[CLS]"), ("sep", "[SEP]"), ("mask", "[MASK]") })
        {
            json.WriteString($"{key}_token", token);
        }
    });

    /// <summary><c>tokenizer.json</c> of the fast tokenizers.</summary>
    public static byte[] Tokenizer(IReadOnlyList<string> vocabulary)
    {
        var ids = vocabulary.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id, StringComparer.Ordinal);
        return Json(json =>
        {
            json.WriteString("version", "1.0");
            json.WriteNull("truncation");
            json.WriteNull("padding");
            WriteAddedTokens(json, ids);
            Write(json, "normalizer", "BertNormalizer", () =>
            {
                json.WriteBoolean("clean_text", true);
                json.WriteBoolean("handle_chinese_chars", true);
                json.WriteNull("strip_accents");
                json.WriteBoolean("lowercase", true);
            });
            Write(json, "pre_tokenizer", "BertPreTokenizer", () => { });
            Write(json, "post_processor", "BertProcessing", () =>
            {
                WriteSpecial(json, "sep", "[SEP]", ids);
                WriteSpecial(json, "cls", "[CLS]", ids);
            });
            Write(json, "decoder", "WordPiece", () =>
            {
                json.WriteString("prefix", WordPieceTrainer.Continuation);
                json.WriteBoolean("cleanup", true);
            });
            Write(json, "model", "WordPiece", () => WriteModel(json, vocabulary));
        });
    }

    private static void WriteModel(Utf8JsonWriter json, IReadOnlyList<string> vocabulary)
    {
        json.WriteString("unk_token", "[UNK]");
        json.WriteString("continuing_subword_prefix", WordPieceTrainer.Continuation);
        json.WriteNumber("max_input_chars_per_word", MaximumWordCharacters);
        json.WriteStartObject("vocab");
        for (var id = 0; id < vocabulary.Count; id++)
        {
            json.WriteNumber(vocabulary[id], id);
        }

        json.WriteEndObject();
    }

    private static void WriteAddedTokens(Utf8JsonWriter json, Dictionary<string, int> ids)
    {
        json.WriteStartArray("added_tokens");
        foreach (var token in WordPieceTrainer.SpecialTokens)
        {
            json.WriteStartObject();
            json.WriteNumber("id", ids[token]);
            json.WriteString("content", token);
            json.WriteBoolean("single_word", false);
            json.WriteBoolean("lstrip", false);
            json.WriteBoolean("rstrip", false);
            json.WriteBoolean("normalized", false);
            json.WriteBoolean("special", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSpecial(Utf8JsonWriter json, string key, string token, Dictionary<string, int> ids)
    {
        json.WriteStartArray(key);
        json.WriteStringValue(token);
        json.WriteNumberValue(ids[token]);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, string type, Action fields)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        fields();
        json.WriteEndObject();
    }

    private static byte[] Json(Action<Utf8JsonWriter> fields)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
