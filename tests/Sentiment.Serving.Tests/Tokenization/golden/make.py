"""Writes sentiment_base.jsonl: BERT's uncased tokenization of the texts below, by a second implementation that shares no code with ours.

    python3 make.py models/sentiment-base/vocab.txt tests/Sentiment.Serving.Tests/Tokenization/golden/sentiment_base.jsonl

It follows the rules of Google's published BasicTokenizer and WordpieceTokenizer, needs nothing but Python 3, and is run again
only where the vocabulary or the texts change.
"""
import json
import sys
import unicodedata

CLS, SEP = 2, 3
IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)


def is_control(c):
    return c not in "\t\n\r" and unicodedata.category(c) in ("Cc", "Cf", "Co")


def is_space(c):
    return c in " \t\n\r" or unicodedata.category(c) == "Zs" or c in "\u2028\u2029"


def is_punctuation(c):
    code = ord(c)
    return (33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
            or unicodedata.category(c).startswith("P"))


def is_ideograph(c):
    return any(first <= ord(c) <= last for first, last in IDEOGRAPHS)


def words(text):
    text = "".join(" " if is_space(c) else c for c in text if not (ord(c) in (0, 0xFFFD) or is_control(c)))
    text = "".join(f" {c} " if is_ideograph(c) else c for c in text)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn").lower()
    found = []
    for chunk in text.split():
        word = ""
        for c in chunk:
            if is_punctuation(c):
                if word:
                    found.append(word)
                found.append(c)
                word = ""
            else:
                word += c
        if word:
            found.append(word)
    return found


def pieces(word, vocabulary):
    if len(word) > 100:
        return ["[UNK]"]
    start, found = 0, []
    while start < len(word):
        end = len(word)
        while end > start:
            piece = ("##" if start else "") + word[start:end]
            if piece in vocabulary:
                break
            end -= 1
        if end == start:
            return ["[UNK]"]
        found.append(piece)
        start = end
    return found


TEXTS = [
    "I love this product!",
    "This is frustrating and broken",
    "not bad at all",
    "It's the best $299 I've ever spent -- 100% worth it.",
    "The café's crème brûlée was, naïvely, “to die for” … 😀👍",
    "WOW!!! Simply UNBELIEVABLE???",
    "e-mail me at someone@example.com or visit https://example.com/a?b=c&d=e#f",
    "a+b=c; x<y>z; 5^2; `code`; a|b; ~tilde~; {curly} [square] \\back/slash",
    "[CLS] [SEP] [PAD] [MASK] [UNK]",
    "[cls]inside[sep]words##ness",
    "line one\nline two\r\nline three\ttabbed",
    "non\u00a0breaking\u2003spaces\u3000here",
    "zero\u200bwidth\u200djoin\ufeffer and soft\u00adhyphen",
    "nul\u0000in the middle and \ufffd replaced",
    "生活 and 日本語テスト",
    "한국어 텍스트",
    "привет мир",
    "Ελληνικά ΣΊΣΥΦΟΣ",
    "العربية جيدة",
    "İstanbul'da güzel bir gün",
    "Straße, ﬁne, ½ price, №5, ™ ©",
    "👨‍👩‍👧‍👦 family, 👍🏽 skin tone, ❤️ heart, 🏳️‍🌈 flag",
    "😀😀😀😀😀",
    "😡😡 worst. app. ever.",
    "<b>bold</b> &amp; <script>alert('x')</script>",
    "C++ and C# > F#",
    "don't won't can't shouldn't've",
    "O'Neill's rock'n'roll",
    "antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
    "x" * 100,
    "x" * 101,
    "😀" * 100 + " " + "😀" * 101,
    "1,234,567.89 and -40°C and 3×10⁸",
    "“smart” ‘quotes’ — em–en…",
    "¡Hola! ¿Qué tal? Très bien, ça va.",
    "\u0301\u0302 only marks",
    "a\u0301e\u0308o\u0303 decomposed, áëõ composed",
    "　",
    "…",
    "meh :-( ;) :D <3",
    "ＦＵＬＬＷＩＤＴＨ　ｔｅｘｔ",
    "𝐁𝐨𝐥𝐝 𝓼𝓬𝓻𝓲𝓹𝓽",
    "\U0001F9FF new emoji and \u2764 old",
    "the the the of of and",
    "Ǆungla ǅ ǆ ﷺ",
]


def main(vocabulary_path, output_path):
    with open(vocabulary_path, encoding="utf8", newline="\n") as file:
        vocabulary = {token.rstrip("\n"): index for index, token in enumerate(file)}
    with open(output_path, "w", encoding="utf8", newline="\n") as file:
        for number, text in enumerate(TEXTS, 1):
            tokens = [piece for word in words(text) for piece in pieces(word, vocabulary)]
            ids = [CLS, *(vocabulary[token] for token in tokens), SEP]
            file.write(json.dumps({"name": f"case {number}", "text": text, "tokens": tokens, "ids": ids}) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("make.py VOCABULARY OUTPUT")
    main(sys.argv[1], sys.argv[2])
