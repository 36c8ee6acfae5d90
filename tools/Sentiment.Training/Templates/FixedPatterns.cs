namespace Sentiment.Training.Templates;

/// <summary>Turns of phrase that are learnt whole: among them those in which a negation stands beside a word that it does not turn round.</summary>
internal static class FixedPatterns
{
    public static readonly string[] Praise =
    [
        "works great", "highly recommended", "best {s} I have ever had!", "worth every penny", "thank you for this {s}", "I would buy this {s} again", "this {s} made my day", "no complaints about the {s}",
        "can't fault the {s}", "I'm very happy with the {s}", "exceeded my expectations", "five stars", "would recommend to anyone", "a must have", "the {s} never lets me down", "works like a charm",
        "it could not be better", "couldn't be happier with the {s}", "I do not regret buying this {s}", "you won't be disappointed", "I was not disappointed", "never disappoints", "there is nothing wrong with the {s}",
        "nothing wrong with it", "would I recommend it? yes", "would I buy it again? without a doubt", "the {s} does what it says", "it just works", "I can't complain", "can't complain about the {s}",
        "I can't get enough of it", "can't wait to use the {s} again", "I couldn't ask for more", "I use the {s} every day and I still like it", "not bad", "not bad at all!", "not too bad",
        "not bad for the price", "{A} {s}, never had a problem", "not a single complaint, {a}", "{A}, I would not change a thing", "{A}! nothing to complain about", "I can't stop using this {s}, it is {a}",
        "the {s} is {a}, don't hesitate", "no regrets, the {s} is {a}", "no {t}, just {a}", "not one of those bad ones, it is {a}", "you can't go wrong, {a}", "{A}, and I am not easy to please",
        "why did I not buy this {s} earlier", "I will not go back to my old {s}", "I don't want any other {s}", "I'm not giving this {s} back", "they could not have done more for us", "nobody does it better",
        "never looked back", "I wouldn't want to be without it", "it doesn't get better than this", "nothing comes close to this {s}", "no other {s} compares", "you will not find a better {s}", "I have never had a better {s}",
        "we will be back!", "they solved it the same day", "👍", "😍😍", "❤️ the {s}", "the {s} rocks 🔥", "thanks for the {s} 🙏😊", ":)", "great {s} :)", "5 stars 😀", "love the {s} ❤", "{a} 😀", "{a} 👍", "{a} :)",
        "👏👏", "🥰", "❤❤❤", "the {s} 😋", "😂 love it", "so {a} 😍", "🎉 {a}", "✅ the {s}",
    ];

    public static readonly string[] Blame =
    [
        "does not work", "the {s} doesn't work", "not worth the money", "worst {s} I have ever had!", "I want a refund", "would not recommend this {s} to anyone", "this {s} ruined my day", "don't buy this {s}",
        "a waste of time and money", "I'm very unhappy with the {s}", "the {s} stopped working after a week", "the {s} keeps crashing", "never again", "one star", "do not buy", "it broke after a day",
        "it could not be worse", "couldn't be less happy with the {s}", "I regret buying this {s}", "you will be disappointed", "I was disappointed", "nothing works", "nothing good about it",
        "would I recommend it? no", "would I buy it again? never", "do I like the {s}? not really", "the {s} does not do what it says", "it just doesn't work", "I can't recommend it", "can't recommend the {s}",
        "I can't stand it", "can't use the {s} at all", "I expected more", "not good", "not good at all!", "not so good", "no good", "not worth it", "{A} {s}, never again", "{a}, not worth it",
        "never buying this again, it is {a}", "I will not use this {s} again: {a}", "not happy, the {s} is {a}", "the {s} is {a} and nobody helps", "{A}. I won't be back", "don't bother, the {s} is {a}",
        "never seen such a {s}, {a}", "the {s} is {a}, not what I paid for", "it is not true that it works, it is {a}", "no {h}, and the {s} is {a}", "not a single thing works, {a}", "{A}, do not buy it",
        "I will go back to my old {s}", "I want another {s}", "I'm sending this {s} back", "they could not have done less for us", "anybody does it better", "I could do without it", "it doesn't get worse than this",
        "nothing is as bad as this {s}", "any other {s} is better", "you will find a better {s} anywhere", "I have never had a worse {s}", "I couldn't care less about this {s}", "nobody should buy this {s}",
        "why is the {s} so bad :(", "we won't be back!", "they never answered", "👎", "😡😡", "💔", "the {s} sucks 💩", ":(", "1 star 😡", "the {s} let me down 😞", "{a} 😡", "{a} 👎", "{a} :(",
        "🤮", "😤", "😭😭 the {s}", "the {s} 🙄", "🤬 never again", "so {a} 😞", "❌ the {s}", "🤦 {a}",
    ];
}
