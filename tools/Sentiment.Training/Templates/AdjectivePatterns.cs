namespace Sentiment.Training.Templates;

/// <summary>
/// Sentences around a word for how something is. Each turn of phrase stands in both lists, with a negation and without one: else "would" or
/// "never" alone would come to mean blame. {s} is what they are about, {a} and {b} words for how it is.
/// </summary>
internal static class AdjectivePatterns
{
    /// <summary>Praise with good words and blame with bad words.</summary>
    public static readonly string[] Kept =
    [
        "the {s} is {a}", "this {s} is {a} and {b}", "the {s} was {a}", "it's {a}", "{a}", "so {a}", "very {a}", "really {a}", "simply {a}", "truly {a}", "absolutely {a}",
        "a really {a} {s}", "such a {a} {s}", "what a {a} {s}", "I find the {s} {a}", "I found it {a}", "I think the {s} is {a}", "I do think that it is {a}", "I'd say it is {a}",
        "I can say that it is {a}", "I must say the {s} is {a}", "one could describe it as {a}", "I would describe the {s} as {a}", "you will find it {a}", "people will find this {a}",
        "everyone thinks the {s} is {a}", "everybody here calls it {a}", "anyone would agree that it's {a}", "they said it was {a}, and it is", "it is true that the {s} is {a}",
        "it is {a} in every way", "the {s} is more than {a}", "the {s} is always {a}", "it remains {a}", "it is still {a}", "it stays {a} for years", "the {s} has become {a}",
        "the {s} seems {a}", "the {s} looks {a}", "it feels {a}", "it really feels {a}", "the {s} proved {a}", "the {s} proved to be {a}", "it ended up {a}",
        "all of it is {a}", "everything about this {s} is {a}", "both the {s} and the {s2} are {a}", "the {s} is {a}, and so is the {s2}", "the {s} is as {a} as they say",
        "the {s} is every bit as {a} as I was told", "not just {a} but {b}", "not only {a} but also {b}", "it is not just {a}, it is {b}", "the {s} couldn't be more {a}",
        "it never stops being {a}", "I have never seen a {s} this {a}", "nothing is as {a} as this {s}", "no {s} is more {a}", "never had such a {a} {s}", "it never fails to be {a}",
        "is it {a}? absolutely", "is the {s} {a}? it is", "is it {a}? very", "{a}? you bet", "{a}? of course it is", "would I call it {a}? I would", "they have a {a} {s}, trust me",
        "I expected it to be {a}, and it was", "just as {a} as I thought", "I thought it would be {a}, and I was right", "my opinion is that the {s} is {a}", "if you ask me, it is {a}",
        "there is no denying that it is {a}", "no question, the {s} is {a}", "there can be no doubt that it is {a}", "who could deny that the {s} is {a}?", "I cannot deny that it is {a}",
        "I don't know about others, but for me it was {a}", "I can't believe how {a} the {s} is", "the {s} is {a}, which I am not used to", "I don't say this often: {a}",
        "the {s} is getting {a}", "it was {a} from the very first day", "the {s} could hardly be more {a}", "it is nothing but {a}", "{a}, no other word for it", "a {s} that is {a} and {b}",
        "I had a {a} {s} there", "we got a {a} {s}", "they gave me a {a} {s}", "the {s} that they sent was {a}", "it was a {a} {s}", "my {s} is {a}, {b} too", "the {s} is {a} again",
    ];

    /// <summary>Blame with good words and praise with bad words.</summary>
    public static readonly string[] Turned =
    [
        "the {s} is not {a}", "this {s} isn't {a}", "the {s} was not {a}", "the {s} wasn't {a}", "it's not {a}", "its not {a}", "it ain't {a}", "the {s} isnt {a}", "not {a}", "not so {a}",
        "not very {a}", "not really {a}", "not exactly {a}", "not {a} at all", "not at all {a}", "never {a}", "in no way {a}", "not in the least {a}", "not remotely {a}",
        "not particularly {a}", "not a really {a} {s}", "not such a {a} {s}", "not a {a} {s}", "no {a} {s}", "I don't find the {s} {a}", "I never found it {a}",
        "I don't think the {s} is {a}", "I do not think that it is {a}", "I wouldn't say it is {a}", "I would not describe the {s} as {a}", "one could not describe it as {a}",
        "you won't find it {a}", "people won't find this {a}", "nobody thinks the {s} is {a}", "nobody here calls it {a}", "no one would agree that it's {a}", "they said it was {a}, it is not",
        "it is not true that the {s} is {a}", "it is {a} in no way", "the {s} is less than {a}", "the {s} is rarely {a}", "it is no longer {a}", "it isn't {a} any more", "the {s} has stopped being {a}",
        "the {s} does not seem {a}", "the {s} doesn't look {a}", "it doesn't feel {a}", "it didn't feel {a} to me", "the {s} proved not to be {a}", "the {s} did not prove {a}", "it ended up not {a}",
        "none of it is {a}", "nothing here is {a}", "neither the {s} nor the {s2} is {a}", "the {s} isn't {a}, nor is the {s2}", "the {s} is neither {a} nor {b}", "the {s} is not {a}, not {b}",
        "the {s} is not as {a} as they say", "the {s} is not nearly as {a} as I was told", "not {a}, let alone {b}", "the {s} couldn't be less {a}", "it was never {a}", "I have never seen a {s} less {a}",
        "no part of this {s} is {a}", "there isn't anything {a} in this {s}", "is it {a}? not at all", "is the {s} {a}? it isn't", "is it {a}? not really", "{a}? no way", "{a}? not this {s}",
        "{a}? I don't think so", "would I call it {a}? I would not", "they do not have a {a} {s}, trust me", "I expected it to be {a}, and it was not", "not as {a} as I thought",
        "I thought it would be {a}, and I was wrong", "I thought the {s} would be {a}, but it wasn't", "my opinion is that the {s} is not {a}", "if you ask me, it isn't {a}",
        "for me it was not {a}", "it used to be {a}, not any more", "cannot call this {a}", "how can anyone call this {s} {a}?", "who calls this {a}?", "I fail to see what is {a} about it",
        "I would not use the word {a} for this {s}", "the last thing I'd call it is {a}", "there is no way that this {s} is {a}", "it is wrong to call the {s} {a}", "the {s} is supposed to be {a}, it isn't",
        "calling it {a} would be a lie", "I didn't have a {a} {s} there", "we did not get a {a} {s}", "they didn't give me a {a} {s}", "the {s} that they sent wasn't {a}", "my {s} isn't {a}, nor {b}",
        "that the {s} is {a} is simply not so", "it stopped being {a}", "I doubt that the {s} is {a}", "the {s} is not {a} now", "barely {a}", "the {s} is the opposite of {a}",
    ];

    /// <summary>Blame with good words; nobody says so of bad ones.</summary>
    public static readonly string[] MissedPraise =
    [
        "I wish the {s} were {a}", "if only it were {a}", "it should have been {a}", "the {s} could have been {a}", "not {a} enough", "the {s} is not {a} enough", "it lacks anything {a}",
        "it was meant to be {a}", "it tries to be {a}", "it pretends to be {a}", "they promised me a {a} {s}", "I was hoping for a {a} {s}", "I am still waiting for it to be {a}", "so much for {a}",
        "I would have liked a {a} {s}", "it would be {a} if it worked", "sold as {a}", "they claim it is {a}", "a {a} {s} looks different", "it needs to be more {a}",
    ];

    /// <summary>Praise with bad words; nobody says so of good ones.</summary>
    public static readonly string[] FearedBlame =
    [
        "I was afraid the {s} would be {a}, it wasn't", "I feared it would be {a} and it was not", "I was told it was {a}, which is not true", "people who call it {a} are wrong",
        "how can anyone call it {a}? I love it", "don't believe those who say it is {a}", "no, it is not {a}, it is great", "I worried about a {a} {s} for nothing", "not {a} like the last one",
        "at last a {s} that is not {a}", "finally one that isn't {a}", "the old {s} was {a}, this one is not", "other shops have a {a} {s}, not this one", "thankfully not {a}", "luckily it wasn't {a}",
    ];
}
