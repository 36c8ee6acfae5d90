using System.Text;
using Microsoft.ML.Tokenizers;

namespace Sentiment.Serving.Tokenization;

/// <summary>
/// Text to token ids, exactly as Hugging Face's BERT tokenizer does it. Any string is legal input, lone surrogates included; names of
/// special tokens in a text are text. Safe for use from many threads.
/// </summary>
public sealed class WordPieceTokenizer
{
    private const string VocabularyFile = "vocab.txt";
    private const string SettingsFile = "tokenizer_config.json";
    private const string UnknownToken = "[UNK]";

    /// <summary>[CLS] and [SEP], which the model needs around what it reads.</summary>
    public const int SpecialTokens = 2;

    private readonly BertTokenizer _tokenizer;

    private WordPieceTokenizer(BertTokenizer tokenizer, TokenizerSettings settings, int vocabularySize)
    {
        _tokenizer = tokenizer;
        Settings = settings;
        VocabularySize = vocabularySize;
    }

    public TokenizerSettings Settings { get; }

    public int VocabularySize { get; }

    public int PaddingId => _tokenizer.PaddingTokenId;

    public int ClassificationId => _tokenizer.ClassificationTokenId;

    public int SeparatorId => _tokenizer.SeparatorTokenId;

    public int UnknownId => _tokenizer.UnknownTokenId;

    /// <summary>Loads the tokenizer of a model package: <c>vocab.txt</c> and, where present, <c>tokenizer_config.json</c>.</summary>
    /// <exception cref="InvalidDataException">The vocabulary lacks a special token or names a token twice.</exception>
    public static WordPieceTokenizer LoadPackage(string folder)
    {
        var settings = Path.Combine(folder, SettingsFile);
        return Load(Path.Combine(folder, VocabularyFile), File.Exists(settings) ? TokenizerSettings.Read(File.ReadAllBytes(settings)) : new TokenizerSettings());
    }

    /// <summary>Loads a vocabulary, one token a line, the line's number being the token's id.</summary>
    /// <exception cref="InvalidDataException">The vocabulary lacks a special token or names a token twice.</exception>
    public static WordPieceTokenizer Load(string vocabularyPath, TokenizerSettings? settings = null) =>
        Create(File.ReadAllBytes(vocabularyPath), settings);

    /// <inheritdoc cref="Load"/>
    public static WordPieceTokenizer Create(byte[] vocabulary, TokenizerSettings? settings = null)
    {
        settings ??= new TokenizerSettings();
        RequireUnicodeData();
        var size = CheckVocabulary(vocabulary);
        using var stream = new MemoryStream(vocabulary, writable: false);
        var tokenizer = BertTokenizer.Create(stream, new BertOptions
        {
            Normalizer = new BertTextNormalizer(settings),
            PreTokenizer = new BertPreTokenizer(),
            SplitOnSpecialTokens = false,
            // Words beyond BERT's bound are replaced by the normalizer; two UTF-16 units a character at most remain.
            MaxInputCharsPerWord = 2 * BertTextNormalizer.MaximumWordCharacters,
        });
        return new WordPieceTokenizer(tokenizer, settings, size);
    }

    /// <summary>Tokenises a text, cut at its end to <see cref="TokenizerSettings.MaximumTokens"/>.</summary>
    public TokenizedText Encode(string text) => Encode(text, Settings.MaximumTokens);

    /// <summary>Tokenises a text, cut at its end to <paramref name="maximumTokens"/>, [CLS] and [SEP] counted.</summary>
    public TokenizedText Encode(string text, int maximumTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumTokens, SpecialTokens);
        var tokens = EncodeText(text);
        var kept = Math.Min(tokens.Count, maximumTokens - SpecialTokens);
        return new TokenizedText(Frame(tokens, ..kept), tokens.Count, kept < tokens.Count);
    }

    /// <summary>The text's tokens alone: all of them, without [CLS] and [SEP].</summary>
    public IReadOnlyList<int> EncodeText(string text) => _tokenizer.EncodeToIds(text, addSpecialTokens: false);

    /// <summary>The first of the text's tokens: at least <paramref name="enough"/>, or all where it has fewer. Spares the work for the rest.</summary>
    public IReadOnlyList<int> EncodeText(string text, int enough) => _tokenizer.EncodeToIds(
        text,
        // The library stops before the word that would pass the bound, and no word has more tokens than characters.
        maxTokenCount: enough + BertTextNormalizer.MaximumWordCharacters,
        addSpecialTokens: false,
        normalizedText: out _,
        charsConsumed: out _);

    /// <summary>A part of a text's tokens as the model reads it: [CLS] before it, [SEP] behind.</summary>
    internal int[] Frame(IReadOnlyList<int> tokens, Range part)
    {
        var (start, length) = part.GetOffsetAndLength(tokens.Count);
        var ids = new int[length + SpecialTokens];
        ids[0] = ClassificationId;
        for (var i = 0; i < length; i++)
        {
            ids[i + 1] = tokens[start + i];
        }

        ids[^1] = SeparatorId;
        return ids;
    }

    /// <summary>Without Unicode data (invariant globalization) accents would silently stay and "café" would be an unknown word.</summary>
    private static void RequireUnicodeData()
    {
        if ("é".Normalize(NormalizationForm.FormD).Length != 2)
        {
            throw new PlatformNotSupportedException(
                "Unicode normalisation does nothing here: install ICU, and leave InvariantGlobalization off.");
        }
    }

    private static int CheckVocabulary(byte[] vocabulary)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var reader = new StreamReader(new MemoryStream(vocabulary, writable: false), Encoding.UTF8);
        while (reader.ReadLine() is { } token)
        {
            if (!seen.Add(token))
            {
                throw new InvalidDataException($"The vocabulary names a token twice: line {seen.Count + 1}.");
            }
        }

        string[] required = ["[PAD]", UnknownToken, "[CLS]", "[SEP]"];
        return required.FirstOrDefault(token => !seen.Contains(token)) is { } missing
            ? throw new InvalidDataException($"The vocabulary lacks {missing}.")
            : seen.Count;
    }
}
