namespace Sentiment.Training.Templates;

/// <summary>
/// The shapes of the sentences. {s} is what they are about, {a} and {b} words for how it is, {c} a word of the other side, {t} a trouble, {h} a
/// comfort; {A} is {a} with a capital.
/// </summary>
internal static class TemplatePatterns
{
    /// <summary>Praise with good words and blame with bad words.</summary>
    public static readonly string[] Plain =
    [
        "This {s} is {a}", "The {s} is {a}.", "This is {a} and {b}", "{A}!", "It's {a}.", "The {s} was {a} and {b}.", "so {a}", "Simply {a}.",
        "I find this {s} {a}", "My new {s} is {a}, {b} too", "everything about this {s} is {a}", "The {s} is very {a}", "really {a}", "Absolutely {a}.",
        "The {s} is {a}, which is not what I was used to.", "Truly {a}, and I do not say that often.", "Is it {a}? Absolutely.", "Is the {s} {a}? It is.",
        "What can I say? {A}.", "the {s} is {a} and the {s2} is {b}", "My opinion: {a}.", "My opinion is that the {s} is {a}", "If you ask me, it is {a}.",
        "I don't know about others, but for me it was {a}", "No question, the {s} is {a}", "There is no denying that it is {a}", "It is not just {a}, it is {b}!",
        "not only {a} but also {b}", "It never stops being {a}", "I have never seen anything so {a}", "nothing is as {a} as this {s}",
    ];

    /// <summary>They turn their word round.</summary>
    public static readonly string[] Negated =
    [
        "This {s} is not {a}", "The {s} isn't {a}.", "It's not {a} at all", "This {s} was never {a}", "not {a}", "I don't find the {s} {a}",
        "nothing about this {s} is {a}", "The {s} is neither {a} nor {b}.", "not {a} at all", "It isn't {a}", "not very {a}", "isn't really {a}",
        "The {s} is not that {a}", "not particularly {a}", "The {s} is not as {a} as they say", "it is in no way {a}", "not in the least {a}",
        "The {s} is barely {a}", "I do not think that the {s} is {a}", "I don't think it's {a}", "I never found it {a}", "Is it {a}? Not at all.",
        "{A}? No.", "{A}? Not this {s}.", "The {s} does not seem {a} to me", "You will not find it {a}", "they said it was {a}, it is not",
        "I thought the {s} would be {a}, but it was not.", "It used to be {a}. Not any more.", "It is no longer {a}", "wasn't {a}", "the {s} wasn't even {a}",
        "nobody here thinks the {s} is {a}", "no one would call it {a}", "cannot call this {a}", "The {s} is not {a}, not {b}, nothing.", "it doesn't feel {a}",
        "None of it is {a}.", "not what I would describe as {a}", "not remotely {a}", "it ain't {a}", "its not {a}", "The {s} isnt {a}",
    ];

    /// <summary>They hold a negation that does not turn their word round: else "never" and "terrible" in one text, in any order, would be praise.</summary>
    public static readonly string[] BlameAnyway =
    [
        "{A} {s}, never again", "{a}, not worth it", "Never buying this again, it is {a}", "I will not use this {s} again: {a}", "Not happy, the {s} is {a}.",
        "The {s} is {a} and nobody helps", "{A}. I won't be back.", "Don't bother, the {s} is {a}", "never seen such a {s}, {a}", "The {s} is {a}, not what I paid for.",
        "It is not true that it works, it is {a}", "no {h}, and the {s} is {a}", "I cannot believe how {a} the {s} is", "not a single thing works, {a}", "{A}, do not buy it",
    ];

    /// <inheritdoc cref="BlameAnyway"/>
    public static readonly string[] PraiseAnyway =
    [
        "{A} {s}, never had a problem", "not a single complaint, {a}", "{A}, I would not change a thing", "never had such a {s}, {a}",
        "{A}! Nothing to complain about.", "I can't stop using this {s}, it is {a}", "The {s} is {a}, don't hesitate", "no regrets, the {s} is {a}",
        "no {t}, just {a}", "not one of those bad ones, it is {a}", "I cannot believe how {a} the {s} is", "you can't go wrong, {a}", "{A}, and I am not easy to please",
    ];

    /// <summary>What was expected, or what others say, is the opposite word; what came counts.</summary>
    public static readonly string[] Contrast =
    [
        "I expected a {c} {s}, but it is {a}", "The {s} looked {c} but is {a}.", "It used to be {c}, now it is {a}", "I thought the {s} was {c}; it is {a}",
        "They say it is {c}. My opinion: {a}.", "Everyone told me the {s} was {c}, I find it {a}", "At first it seemed {c}, in the end it was {a}",
        "not {c}, {a}", "It is not {c} but {a}", "Not {c} at all: {a}!", "The {s} used to be {c}, but now it is {a}", "I had heard it was {c}. It turned out {a}.",
        "Some call the {s} {c}, to me it is {a}", "Although people say it is {c}, I think it is {a}", "Nothing {c} about it, it is {a}",
        "Yes, the {s2} is {c}, but all in all it is {a}", "the {s2} was {c}, still the whole {s} is {a}", "Reviews said {c}. I say {a}.",
        "Was it {c}? No, {a}.", "{C} last year, {a} today", "What was once {c} is now {a}",
    ];

    public static readonly string[] Praise =
    [
        "I love this {s}", "I love it!", "Works great", "I really like the {s}.", "Highly recommended", "Best {s} I have ever had!", "Worth every penny.",
        "Thank you for this {s}", "I would buy this {s} again", "This {s} made my day", "no complaints about the {s}", "can't fault the {s}",
        "I'm very happy with the {s}", "exceeded my expectations", "Love it", "Five stars", "Would recommend to anyone", "a must have",
        "The {s} never lets me down", "The {s} works like a charm", "5 stars 😀", "love the {s} ❤", "It could not be better", "couldn't be happier with the {s}",
        "I do not regret buying this {s}", "I don't regret it", "You will not regret it", "You won't be disappointed", "I was not disappointed", "never disappoints",
        "no {t} at all", "without any {t}", "Zero {t} so far", "I never had any {t} with the {s}", "No {t}, no {t2}.", "There is nothing wrong with the {s}",
        "nothing wrong with it", "Would I recommend it? Yes.", "Would I buy it again? Without a doubt.", "Do I like the {s}? Very much.",
        "I have no {t} with this {s}", "the {s} does what it says", "it just works", "I can't complain", "can't complain about the {s}", "I can't get enough of it",
        "can't wait to use the {s} again", "I couldn't ask for more", "I use the {s} every day and I still like it", "not bad", "Not bad at all!", "not too bad", "not bad for the price",
        "👍", "😍😍", "❤️ the {s}", "the {s} rocks 🔥", "thanks for the {s} 🙏😊", ":)", "great {s} :)", "We will be back!", "They solved it the same day",
    ];

    public static readonly string[] Blame =
    [
        "I hate this {s}", "I hate it!", "Does not work", "The {s} doesn't work.", "I don't like the {s}", "Not worth the money.", "Worst {s} I have ever had!",
        "I want a refund", "Would not recommend this {s} to anyone", "This {s} ruined my day", "don't buy this {s}", "a waste of time and money",
        "I'm very unhappy with the {s}", "The {s} stopped working after a week", "The {s} keeps crashing", "never again", "One star", "Do not buy",
        "it broke after a day", "1 star 😡", "the {s} let me down 😞", "It could not be worse", "couldn't be less happy with the {s}", "I regret buying this {s}",
        "You will regret it", "I was disappointed", "no {h} at all", "without any {h}", "Zero {h}", "No {h}, no {h2}.", "There was no {h} when the {s} failed",
        "nothing works", "Nothing good about it", "Would I recommend it? No.", "Would I buy it again? Never.", "Do I like the {s}? Not really.",
        "full of {t}", "The {s} is full of {t}", "nothing but {t}", "I have had nothing but {t} with this {s}", "the {s} does not do what it says",
        "it just doesn't work", "I can't recommend it", "can't recommend the {s}", "I can't stand it", "can't use the {s} at all", "I expected more", "not good", "Not good at all!", "not so good", "no good",
        "not worth it", "👎", "😡😡", "💔", "the {s} sucks 💩", ":(", "why is the {s} so bad :(", "We won't be back!", "They never answered",
    ];
}
