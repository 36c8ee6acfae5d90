namespace Sentiment.Training.Templates;

/// <summary>Things that it is good ({h}) or bad ({t}) to have, and to have none of.</summary>
internal static class TroublePatterns
{
    public static readonly string[] Praise =
    [
        "no {t} at all", "without any {t}", "zero {t} so far", "I never had any {t} with the {s}", "I have no {t} with this {s}", "not a trace of {t}", "free of {t}",
        "there were no {t} and no {t2}", "the {s} came without {t}", "a year and still no {t}", "I have yet to see any {t}", "they spared me the {t}", "gone are the {t}", "no more {t}",
        "the {t} are gone", "the {t} have stopped", "the {s} doesn't cause {t}", "it saved me from {t}", "there is {h} and {h2}", "plenty of {h}", "full of {h}", "I got {h} at once", "a lot of {h}",
        "the {s} has {h}", "it never lacks {h}", "there was no lack of {h}", "they gave us {h}", "they did not refuse {h}", "{h} and {h2}, what more do you want", "no {t}, just {h}",
        "I thought there would be {t}. there were none", "I expected {t} and got {h}",
    ];

    public static readonly string[] Blame =
    [
        "no {h} at all", "without any {h}", "zero {h}", "there was no {h} when the {s} failed", "not a trace of {h}", "I never got any {h}", "there is neither {h} nor {h2}",
        "the {s} comes without {h}", "a month and still no {h}", "I have yet to see any {h}", "they refused {h}", "gone is the {h}", "no more {h}", "the {h} is gone", "they would not give us {h}",
        "the {s} lacks {h}", "it never had any {h}", "they did not offer {h}", "full of {t}", "the {s} is full of {t}", "nothing but {t}", "I have had nothing but {t} with this {s}", "a lot of {t}",
        "the {s} causes {t}", "{t} and {t2}, every single day", "{t} after {t}", "there are {t} and {t2}", "it never comes without {t}", "they never stop, these {t}", "the {t} are back",
        "I thought there would be {h}. there was none", "I expected {h} and got {t}", "no {h}, just {t}",
    ];
}
