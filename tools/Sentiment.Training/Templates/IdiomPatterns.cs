namespace Sentiment.Training.Templates;

/// <summary>
/// Turns of phrase that nobody can put together from their words ("anything but", "nothing if not"), and questions that are answered: each in
/// several sentences, so that the turn is learnt and not the sentence. {s}, {a} and {b} as in <see cref="AdjectivePatterns"/>.
/// </summary>
internal static class IdiomPatterns
{
    /// <summary>Praise with good words and blame with bad words.</summary>
    public static readonly string[] Kept =
    [
        "it is nothing if not {a}", "nothing if not {a}, this {s}", "they are nothing if not {a}", "nothing short of {a}", "the {s} is nothing short of {a}", "nothing less than {a}", "it was nothing less than {a}",
        "there is something {a} about it", "I find something {a} in this {s}", "something about the {s} is just {a}", "it all turned out {a} in the end", "the {s} turned out {a}",
        "it turned out to be a {a} {s}", "it turns out that it is {a}", "we would call it {a}", "I call this {a}", "I'd call this a {a} {s}", "what would I call it? {a}", "you may call it {a}",
        "one has to call the {s} {a}", "it has always been a {a} {s}", "it always was {a}", "as {a} as ever", "{a} as always", "it has been {a} ever since", "without a doubt {a}", "undoubtedly {a}",
        "no doubt, a {a} {s}", "I have no doubt that it is {a}", "anyone can see how {a} it is", "you can't miss how {a} the {s} is", "is it {a}? yes, very", "{a}? yes.", "did I find it {a}? yes", "was it a {a} {s}? yes it was",
        "is this {s} {a}? oh yes", "more than a little {a}", "to say it is {a} is an understatement", "{a} is putting it mildly", "{a} doesn't begin to describe it", "if there is one word for it, it is {a}",
        "I can't think of a more {a} {s}", "you would be hard pressed to find a more {a} {s}", "I couldn't imagine a more {a} {s}", "rarely is a {s} this {a}", "it never ceases to be {a}", "you can't deny how {a} it is",
        "say what you like, it is {a}", "it goes without saying that it is {a}", "no wonder people call it {a}", "could it be more {a}? hardly", "it doesn't get more {a} than this", "never a {s} more {a}",
        "everything but {c}", "anything but {c}", "far from {c}, it is {a}", "the {s} is far from {c}, rather {a}", "by no means {c}, just {a}", "nothing {c} here, all {a}",
    ];

    /// <summary>Blame with good words and praise with bad words.</summary>
    public static readonly string[] Turned =
    [
        "it is anything but {a}", "they are anything but {a}", "anything but a {a} {s}", "anything but {a}, this {s}", "the {s2} is anything but {a}", "my {s} is everything but {a}", "everything but {a}",
        "far from being {a}", "it is far from a {a} {s}", "a far cry from {a}", "so far from {a}", "it's still far from {a}", "it couldn't be further from {a}", "the {s} is nowhere near {a}", "nowhere near {a}",
        "it's hardly {a}", "hardly a {a} {s}", "scarcely {a}", "nothing {a} about it", "I found nothing {a} in this {s}", "nothing about this {s} is {a}", "I see nothing {a} here", "there's nothing {a} to be found",
        "it turned out not {a}", "it turned out not to be a {a} {s}", "the {s} didn't turn out {a}", "I couldn't say it was {a}", "can't say it's {a}", "I can't really say that it is {a}", "I cannot claim that the {s} is {a}",
        "no one can say it was {a}", "nobody could call it {a}", "nobody would dream of calling it {a}", "it has never been a {a} {s}", "never once was it {a}", "it never was {a}", "at no time was the {s} {a}",
        "is it {a}? no.", "{a}? no.", "did I find it {a}? no", "was it a {a} {s}? no it wasn't", "is this {s} {a}? no, it isn't", "are they {a}? no", "by no means {a}", "in no sense {a}", "not by any stretch {a}",
        "not what I would call {a}", "I wouldn't call it {a}", "we would not call this a {a} {s}", "the {s} is the reverse of {a}", "not a bit {a}", "least of all {a}", "it is a lot of things, but not {a}", "{a} it is not",
        "one thing it isn't is {a}", "I'd be lying if I called it {a}", "to call it {a} would be wrong", "whoever said it was {a} was wrong", "don't let anybody tell you that it is {a}", "not one {a} moment",
    ];

    /// <summary>Praise with bad words; nobody says so of good ones.</summary>
    public static readonly string[] Feared =
    [
        "I had feared it would be {a}, wrongly", "I was wrong to fear a {a} {s}", "my fear of a {a} {s} was unfounded", "I braced myself for a {a} {s} and was pleasantly surprised", "we expected a {a} {s} and were wrong",
        "they warned me of a {a} {s}, for nothing", "I thought it might be {a}, how wrong I was",
    ];
}
