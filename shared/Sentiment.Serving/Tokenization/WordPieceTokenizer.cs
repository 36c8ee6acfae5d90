using System.Runtime.InteropServices;
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

    /// <summary>[CLS] and [SEP], which the model needs around what it reads.</summary>
    public const int SpecialTokens = 2;

    // A little less than in English: a list that is made too long is not made twice.
    private const int CharactersOfAToken = 3;

    private readonly BertTokenizer _library;
    private readonly WordPieces _pieces;
    private readonly BertTextNormalizer _normalizer;
    private readonly BertPreTokenizer _preTokenizer = new();

    private WordPieceTokenizer(BertTokenizer library, WordPieces pieces, TokenizerSettings settings)
    {
        _library = library;
        _pieces = pieces;
        _normalizer = new BertTextNormalizer(settings);
        Settings = settings;
    }

    public TokenizerSettings Settings { get; }

    public int VocabularySize => _pieces.VocabularySize;

    public int PaddingId => _library.PaddingTokenId;

    public int ClassificationId => _library.ClassificationTokenId;

    public int SeparatorId => _library.SeparatorTokenId;

    public int UnknownId => _library.UnknownTokenId;

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
        var ids = WordPieceVocabulary.Read(vocabulary);
        using var stream = new MemoryStream(vocabulary, writable: false);
        var library = BertTokenizer.Create(stream, new BertOptions
        {
            SplitOnSpecialTokens = false,
            // Words beyond BERT's bound are replaced by the normalizer; two UTF-16 units a character at most remain.
            MaxInputCharsPerWord = 2 * BertTextNormalizer.MaximumWordCharacters,
        });
        return new WordPieceTokenizer(library, new WordPieces(ids, library), settings);
    }

    /// <summary>Tokenises a text, cut at its end to <see cref="TokenizerSettings.MaximumTokens"/>.</summary>
    public TokenizedText Encode(string text) => Encode(text, Settings.MaximumTokens);

    /// <summary>Tokenises a text, cut at its end to <paramref name="maximumTokens"/>, [CLS] and [SEP] counted.</summary>
    public TokenizedText Encode(string text, int maximumTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumTokens, SpecialTokens);
        var tokens = Tokens(text);
        var kept = Math.Min(tokens.Count, maximumTokens - SpecialTokens);
        return new TokenizedText(Frame(tokens, ..kept), tokens.Count, kept < tokens.Count);
    }

    /// <summary>The text's tokens alone, without [CLS] and [SEP].</summary>
    /// <param name="text">Any string.</param>
    /// <param name="enough">Tokens after which the rest is left out, between two words: spares the work for it.</param>
    public IReadOnlyList<int> EncodeText(string text, int enough = int.MaxValue) => Tokens(text, enough);

    /// <inheritdoc cref="EncodeText"/>
    internal List<int> Tokens(string text, int enough = int.MaxValue)
    {
        var ids = new List<int>(Math.Min(enough, text.Length / CharactersOfAToken) + 1);
        if (Ascii.IsValid(text))
        {
            var words = new AsciiWords(text, stackalloc char[AsciiWords.Capacity], Settings.LowerCase);
            while (ids.Count < enough && words.MoveNext())
            {
                _pieces.Append(words.Current, ids);
            }
        }
        else
        {
            AppendUnicode(text, enough, ids);
        }

        return ids;
    }

    private void AppendUnicode(string text, int enough, List<int> ids)
    {
        var normalised = _normalizer.Normalize(text);
        foreach (var (offset, length) in _preTokenizer.PreTokenize(normalised))
        {
            if (ids.Count >= enough)
            {
                return;
            }

            _pieces.Append(normalised.AsSpan(offset, length), ids);
        }
    }

    /// <summary>A part of a text's tokens as the model reads it: [CLS] before it, [SEP] behind.</summary>
    internal int[] Frame(List<int> tokens, Range part)
    {
        var (start, length) = part.GetOffsetAndLength(tokens.Count);
        var ids = new int[length + SpecialTokens];
        ids[0] = ClassificationId;
        CollectionsMarshal.AsSpan(tokens).Slice(start, length).CopyTo(ids.AsSpan(1));
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
}
