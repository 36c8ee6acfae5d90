namespace Sentiment.Training.Templates;

/// <summary>
/// What was expected, was once, or is so of a part, is the opposite word {c}; what came, is now, or is so of the whole, is {a}, and counts.
/// </summary>
internal static class ContrastPatterns
{
    public static readonly string[] All =
    [
        "I expected a {c} {s}, but it is {a}", "the {s} looked {c} but is {a}", "it used to be {c}, now it is {a}", "I thought the {s} was {c}; it is {a}", "they say it is {c}. My opinion: {a}",
        "everyone told me the {s} was {c}, I find it {a}", "at first it seemed {c}, in the end it was {a}", "not {c}, {a}", "it is not {c} but {a}", "not {c} at all: {a}",
        "the {s} used to be {c}, but now it is {a}", "I had heard it was {c}. it ended up {a}", "some call the {s} {c}, to me it is {a}", "although people say it is {c}, I think it is {a}",
        "yes, the {s2} is {c}, but all in all it is {a}", "the {s2} was {c}, still the whole {s} is {a}", "reviews said {c}. I say {a}", "was it {c}? no, {a}", "{c} last year, {a} today",
        "what was once {c} is now {a}", "I wanted to find it {c}, but it is {a}", "they promised {c} and delivered {a}", "the advert says {c}, the truth is {a}", "it started out {c} and became {a}",
        "the first hour was {c}, the rest was {a}", "the {s2} is {c}, yet I would call it {a} overall", "despite a {c} {s2}, the {s} is {a}", "in spite of the {c} {s2} this is a {a} {s}",
        "the {s} may look {c}, it is {a}", "my friends find it {c}; I don't, it is {a}", "you may hear that it is {c}. don't believe it, it is {a}", "I was told {c}. I got {a}",
        "the {s2} is the only {c} thing, everything else is {a}", "the {s} is {a}, even if the {s2} is {c}", "the {s} is {a}, although the {s2} is {c}", "{a} overall, in spite of the {c} {s2}",
        "before the update it was {c}, since then it is {a}", "the old one was {c}, the new one is {a}", "yesterday I would have said {c}, today I say {a}", "hoped for {c}, got {a}",
        "feared {c}, got {a}", "from {c} to {a} in a week", "some parts are {c}, but on the whole it is {a}", "I came for a {c} {s} and found a {a} one", "they call themselves {c}. they are {a}",
    ];
}
