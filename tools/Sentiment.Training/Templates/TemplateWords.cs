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
        "novel", "chapter", "script", "director", "album", "concert", "museum", "tour", "guide", "bus", "train", "taxi", "parcel", "receipt", "menu", "dessert", "burger", "tea",
        "garden", "pool", "beach", "view", "neighbourhood", "landlord", "lawyer", "dentist", "nurse", "teacher", "lesson", "exam", "insurance", "contract", "refund process",
        "watch", "speaker", "monitor", "mouse", "cable", "drill", "ladder", "lamp", "chair", "desk", "sofa", "mattress", "pillow", "towel", "knife", "pan", "oven", "fridge", "heater",
        "car", "bike", "helmet", "tent", "boot", "coat", "bag", "ring", "perfume", "shampoo", "cream", "dashboard", "login", "newsletter", "chat", "forum", "podcast", "series", "episode",
    ];

    /// <summary>They stand before a noun as well as after one.</summary>
    public static readonly string[] GoodAdjectives =
    [
        "great", "excellent", "amazing", "wonderful", "fantastic", "helpful", "reliable", "fast", "beautiful", "perfect", "awesome", "impressive", "smooth",
        "friendly", "delightful", "solid", "brilliant", "comfortable", "intuitive", "superb", "outstanding", "lovely", "pleasant", "good", "nice", "fun", "enjoyable", "satisfying",
        "convincing", "flawless", "handy", "efficient", "sturdy", "delicious", "fresh", "elegant", "interesting", "funny", "touching", "exciting", "charming", "polite", "attentive",
        "affordable", "accurate", "stable", "responsive", "professional", "memorable", "incredible", "terrific", "marvellous", "magnificent", "splendid", "gorgeous", "stunning", "exquisite",
        "admirable", "remarkable", "exceptional", "first-rate", "top-notch", "world-class", "decent", "fine", "fair", "honest", "kind", "generous", "patient", "welcoming", "thoughtful",
        "competent", "skilled", "knowledgeable", "trustworthy", "dependable", "robust", "well-made", "well-built", "well-written", "polished", "sleek", "stylish", "neat", "tidy", "spotless",
        "spacious", "bright", "relaxing", "soothing", "refreshing", "inspiring", "uplifting", "heartwarming", "moving", "gripping", "thrilling", "engaging", "captivating", "hilarious",
        "witty", "clever", "smart", "original", "creative", "imaginative", "insightful", "informative", "educational", "entertaining", "charismatic", "adorable", "cute", "sweet", "juicy",
        "crispy", "yummy", "flavourful", "healthy", "safe", "secure", "simple", "effortless", "convenient", "flexible", "versatile", "powerful", "quick", "prompt", "punctual", "precise",
        "crisp", "vivid", "lively", "cheerful", "joyful", "magical", "unforgettable", "unbeatable", "priceless", "ideal", "valuable", "worthwhile", "effective", "productive", "innovative",
        "cosy", "quiet", "calm", "tasty", "clean", "clear", "useful", "practical", "warm", "durable", "careful", "courteous", "gentle", "caring", "considerate", "diligent", "hygienic", "airy", "sunny", "roomy",
        "homely", "peaceful", "scenic", "soft", "silky", "lightweight", "compact", "waterproof", "rugged", "long-lasting", "readable", "straightforward", "transparent", "consistent", "well-kept", "nourishing",
        "creamy", "tender", "fluffy", "rewarding", "instructive", "eye-opening", "encouraging", "supportive", "respectful", "obliging", "hospitable", "good-natured", "catchy", "melodic", "suspenseful",
        "believable", "heartfelt", "tasteful", "well-equipped", "strong",
    ];

    /// <inheritdoc cref="GoodAdjectives"/>
    public static readonly string[] BadAdjectives =
    [
        "terrible", "awful", "broken", "frustrating", "slow", "useless", "horrible", "disappointing", "unreliable", "ugly", "buggy", "annoying", "rude", "poor",
        "confusing", "defective", "cheap", "dreadful", "unusable", "overpriced", "unacceptable", "painful", "mediocre", "pathetic", "bad", "boring", "worthless", "disgusting", "filthy",
        "tasteless", "stressful", "complicated", "unhelpful", "unprofessional", "noisy", "uncomfortable", "tedious", "predictable", "lifeless", "lousy", "faulty", "misleading", "inaccurate",
        "sluggish", "unfriendly", "forgettable", "atrocious", "appalling", "crappy", "hideous", "horrendous", "abysmal", "ghastly", "vile", "nasty", "repulsive", "miserable", "depressing",
        "dismal", "dreary", "bleak", "shabby", "rundown", "smelly", "sticky", "greasy", "soggy", "stinky", "rotten", "burnt", "undercooked", "cramped", "tiny", "loud", "chaotic", "messy",
        "sloppy", "clumsy", "awkward", "incompetent", "ignorant", "arrogant", "impolite", "hostile", "dishonest", "deceptive", "fraudulent", "shady", "greedy", "lazy", "inept", "amateurish",
        "childish", "silly", "stupid", "idiotic", "ridiculous", "absurd", "pointless", "senseless", "incoherent", "contrived", "pretentious", "cheesy", "corny", "uninspired", "unoriginal",
        "unfunny", "tiresome", "dragging", "endless", "exhausting", "irritating", "infuriating", "maddening", "offensive", "insulting", "tacky", "outdated", "obsolete", "unstable", "fragile",
        "brittle", "wobbly", "leaky", "scratchy", "blurry", "laggy", "glitchy", "dangerous", "unsafe", "harmful", "toxic", "inconvenient", "impractical", "wasteful", "costly", "inferior",
        "substandard", "second-rate", "third-rate", "subpar", "weak", "feeble", "pitiful", "laughable", "shameful", "disgraceful", "inexcusable", "unbearable", "intolerable", "hopeless",
        "damp", "gloomy", "bitter", "stale", "muddled", "long-winded", "careless", "grumpy", "dirty", "crowded", "dull", "shallow", "bland", "salty", "flimsy", "mouldy", "musty", "draughty", "dusty", "stuffy", "grimy",
        "lukewarm", "watery", "oily", "chewy", "rubbery", "sour", "illegible", "unclear", "vague", "wordy", "rambling", "disorganised", "understaffed", "overcrowded", "unpunctual", "absent-minded", "moody",
        "surly", "condescending", "pushy", "indifferent", "inattentive", "reckless", "ill-fitting", "scratched", "dented", "cracked", "worn-out", "rusty", "squeaky", "patchy", "erratic", "bloated", "cluttered",
        "clunky", "superficial", "repetitive", "derivative", "wooden", "badly-made",
    ];

    /// <summary>They stand after a noun alone.</summary>
    public static readonly string[] GoodPhrases =
    [
        "worth it", "worth the money", "worth every cent", "a pleasure", "a joy", "a bargain", "a delight", "a gem", "a treat", "a hit", "a winner", "a success", "easy to use", "easy to like",
        "first class", "good value", "fun to use", "a lifesaver", "second to none", "beyond praise", "a blessing", "what I needed", "pure gold", "money well spent",
    ];

    /// <inheritdoc cref="GoodPhrases"/>
    public static readonly string[] BadPhrases =
    [
        "a waste of money", "a waste of time", "a disaster", "a joke", "a scam", "a nightmare", "a mess", "a pain", "an insult", "a letdown", "a failure", "a flop", "a disgrace", "a rip-off",
        "hard to use", "hard to like", "a headache", "beyond repair", "a lie", "full of holes", "a lemon", "pure rubbish", "money down the drain", "a shame",
    ];

    /// <summary>Of which it is good to have none.</summary>
    public static readonly string[] Troubles =
    [
        "problems", "complaints", "issues", "bugs", "delays", "crashes", "hidden costs", "regrets", "errors", "glitches", "hassles", "scratches", "leaks", "defects", "queues", "stains",
        "mistakes", "excuses", "faults", "cracks", "failures", "headaches", "nasty smells", "disputes", "insults", "stupid ads",
    ];

    /// <summary>Of which it is bad to have none.</summary>
    public static readonly string[] Comforts =
    [
        "help", "a reply", "a refund", "an apology", "support", "value", "taste", "charm", "effort", "respect", "sense", "comfort", "care", "kindness", "imagination", "humour",
        "flavour", "quality", "warmth", "attention", "service", "progress", "good advice", "talent",
    ];

    /// <summary>What people do with a thing that they like.</summary>
    public static readonly string[] Liking = ["love", "like", "enjoy", "recommend", "trust", "admire", "appreciate", "adore", "praise", "treasure", "respect"];

    /// <summary>What people do with a thing that they resent.</summary>
    public static readonly string[] Resenting = ["hate", "regret", "dislike", "resent", "despise", "detest", "curse", "loathe"];

    public static readonly Verb[] Working =
    [
        new("work", "works", "working"), new("help", "helps", "helping"), new("fit", "fits", "fitting"), new("last", "lasts", "lasting"), new("deliver", "delivers", "delivering"),
        new("charge", "charges", "charging"), new("run well", "runs well", "running well"), new("connect", "connects", "connecting"), new("impress", "impresses", "impressing"),
    ];

    public static readonly Verb[] Failing =
    [
        new("crash", "crashes", "crashing"), new("break", "breaks", "breaking"), new("fail", "fails", "failing"), new("leak", "leaks", "leaking"), new("overheat", "overheats", "overheating"),
        new("freeze", "freezes", "freezing"), new("disappoint", "disappoints", "disappointing"), new("fall apart", "falls apart", "falling apart"), new("annoy me", "annoys me", "annoying me"),
        new("smell", "smells", "smelling"), new("let us down", "lets us down", "letting us down"),
    ];

    /// <summary>Said before anything, of either kind.</summary>
    public static readonly string[] Openers =
    [
        "honestly, ", "to be honest, ", "to be fair, ", "I have to say, ", "all in all, ", "overall, ", "in my view, ", "after two weeks: ", "so far ", "update: ", "well, ", "my two cents: ",
        "bought it last month. ", "we went there on Sunday. ", "my second one. ", "I read the reviews first. ", "a short note: ", "we both agree that ", "my wife says ", "my son thinks that ",
        "I can only tell you that ", "let me say that ", "for the record, ", "in short, ", "it has to be said: ", "as a student I tell you that ", "this time ", "again, ", "and ", "but ", "ok, ",
    ];

    /// <summary>Said after anything, of either kind.</summary>
    public static readonly string[] Closers =
    [
        ", in my opinion", ", to me at least", ", just so you know", ", that's all", ", as simple as that", ", if you ask me", ", and I use it daily", ". my wife says the same", ". we are a family of four",
        ". I have had it for a year", ", as I told them", ", and I have seen many", ". that is my experience", ", period", ", as others have said", ". I paid full price", " lol", ". bought as a present",
    ];
}

/// <param name="Plain">As after "does".</param>
/// <param name="Third">As after "it".</param>
/// <param name="Ing">As after "stops".</param>
internal sealed record Verb(string Plain, string Third, string Ing);
