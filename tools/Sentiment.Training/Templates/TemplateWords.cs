namespace Sentiment.Training.Templates;

/// <summary>What the sentences are about, and how it is.</summary>
internal static class TemplateWords
{
    public static readonly string[] Subjects =
    [
        "product", "app", "phone", "service", "update", "website", "delivery", "support team", "battery", "screen", "laptop", "camera", "hotel", "food",
        "staff", "quality", "design", "book", "game", "interface", "documentation", "price", "package", "order", "experience", "software", "feature",
        "film", "movie", "show", "story", "ending", "acting", "plot", "music", "restaurant", "waiter", "pizza", "breakfast", "bed", "bathroom", "flight",
        "airline", "bank", "doctor", "shop", "store", "place", "location", "keyboard", "charger", "headset", "printer", "router", "blender", "kettle", "vacuum",
        "dress", "shirt", "pair of shoes", "toy", "gift", "subscription", "plan", "checkout", "search", "API", "library", "tutorial", "release", "sound",
    ];

    public static readonly string[] Good =
    [
        "great", "excellent", "amazing", "wonderful", "fantastic", "helpful", "reliable", "fast", "beautiful", "perfect", "awesome", "impressive", "smooth",
        "easy to use", "friendly", "delightful", "solid", "brilliant", "comfortable", "intuitive", "superb", "outstanding", "lovely", "pleasant",
        "good", "nice", "fun", "enjoyable", "satisfying", "convincing", "worth it", "worth the money", "top notch", "first class", "flawless", "handy",
        "efficient", "sturdy", "delicious", "fresh", "elegant", "interesting", "funny", "touching", "exciting", "charming", "polite", "attentive",
        "affordable", "accurate", "stable", "responsive", "professional", "memorable", "a pleasure", "a joy", "a bargain", "incredible", "terrific",
    ];

    public static readonly string[] Bad =
    [
        "terrible", "awful", "broken", "frustrating", "slow", "useless", "horrible", "disappointing", "unreliable", "ugly", "buggy", "annoying", "rude", "poor",
        "confusing", "defective", "cheap", "dreadful", "unusable", "overpriced", "unacceptable", "painful", "mediocre", "pathetic",
        "bad", "boring", "worthless", "a waste of money", "a waste of time", "a disaster", "a joke", "a scam", "a nightmare", "a mess", "disgusting", "filthy",
        "tasteless", "stressful", "complicated", "unhelpful", "unprofessional", "noisy", "uncomfortable", "tedious", "predictable", "lifeless", "lousy",
        "faulty", "misleading", "inaccurate", "sluggish", "unfriendly", "forgettable", "a pain", "an insult", "a letdown", "atrocious", "appalling", "crap",
    ];

    /// <summary>Of which it is good to have none.</summary>
    public static readonly string[] Troubles =
    [
        "problems", "complaints", "issues", "bugs", "delays", "crashes", "hidden fees", "regrets", "errors", "trouble", "glitches", "surprises", "hassle", "stress", "scratches",
    ];

    /// <summary>Of which it is bad to have none.</summary>
    public static readonly string[] Comforts =
    [
        "help", "reply", "refund", "apology", "explanation", "support", "instructions", "value", "warranty", "taste", "charm", "effort", "respect", "answers", "sense",
    ];
}
