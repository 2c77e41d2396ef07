"""Word lists for the light reading of English. Words only; the rules are elsewhere.

Closed classes are complete as far as we know. The open classes hold the words that questions are made of; a word that
stands in no list is taken for a noun, which is what unknown words mostly are.
"""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


PERSONAL = word_set("he she him her his hers himself herself")
THINGS = word_set("it its itself they them their theirs themselves")
DEMONSTRATIVES = word_set("this that these those")
SPEAKERS = word_set("i me my mine myself we us our ours ourselves you your yours yourself u ur")
INDEFINITE = word_set(
    "anyone anybody anything someone somebody something everyone everybody everything nobody nothing people one "
    "others none everyone's someone's people's"
)
POSSESSIVES = word_set("my your our his her its their whose ur")
ARTICLES = word_set("a an the")
QUANTIFIERS = word_set(
    "some any no every each all both either neither many much more most few fewer less several enough another such "
    "other own half plenty lot lots certain various"
)
NUMBER_WORDS = word_set(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand "
    "million billion once twice dozen"
)
ORDINALS = word_set("first second third fourth fifth last next previous former latter final")
WH_WORDS = word_set("what which who whom whose when where why how whats whos wheres hows")
BE = word_set("is are was were be been being am isn't aren't wasn't weren't 's 're 'm isnt arent wasnt werent")
AUXILIARIES = BE | word_set(
    "do does did don't doesn't didn't dont doesnt didnt have has had haven't hasn't hadn't havent hasnt hadnt 've 'd "
    "'ll can could will would shall should may might must cannot can't couldn't won't wouldn't shan't shouldn't "
    "mightn't mustn't cant couldnt wont wouldnt shouldnt ought needn't gonna wanna"
)
PAST_AUXILIARIES = word_set("did was were had didn't wasn't weren't hadn't didnt wasnt werent hadnt")
PREPOSITIONS = word_set(
    "of in on at to for from by with without about against between among into onto through during before after above "
    "below under over around near across along behind beside besides beyond despite except inside outside per since "
    "than till until toward towards upon via within like as versus vs off up down out past throughout regarding "
    "concerning w/ w/o abt"
)
CONJUNCTIONS = word_set("and or but so because if when while although though unless whether nor yet & that")
ADVERBS = word_set(
    "not also too very just only even still already again ever never always often sometimes usually generally now then "
    "today tomorrow yesterday tonight here there soon later earlier ago away back together alone else instead rather "
    "quite really actually currently exactly approximately roughly maybe perhaps please pls much long far well "
    "fast faster slow slower early late hard abroad online home tall deep high low old big anyway yet twice once "
    "otherwise afterwards afterward meanwhile however therefore apart aside anymore overseas worldwide straight "
    "directly yes yeah yep nope ok okay hello hi hey thanks "
    "further typically commonly originally initially eventually finally formerly recently immediately per se kindly"
)

VERBS = word_set("""
    accept access achieve act adapt add adopt advise affect agree aim allow announce answer appear apply appoint
    approve argue arise arrange arrest arrive ask attack attend avoid award bake ban base beat become begin believe
    belong blame block boil book borrow break breathe bring broadcast build burn bury buy calculate call cancel care
    carry cast castle catch cause celebrate change charge check choose claim clean climb close collect come communicate
    compare compete complete compose connect consider contain continue contribute convert convict cook copy correct
    cost count cover crash crawl create criticise criticize cross cry cure cut damage dance date deal decide declare
    defeat defend define deliver depend describe design destroy detect determine develop diagnose die differ direct
    disappear discover discuss dissolve dive divorce donate download draw dream dress drink drive drop earn eat elect
    eliminate employ enable end engage enjoy ensure enter erupt escape establish evolve exceed exchange execute exile
    exist expand expect experience expire explain explode explore export express extend face fail fall feature feed
    feel fight file fill film find finish fire fit fix fly follow force forget form found freeze gain get give go
    govern graduate grow guess handle hang happen harvest have hear heat help hide hire hit hold host hunt hurt identify
    ignore imagine improve include increase indicate influence inform injure install intend introduce invade invent
    invest investigate invite involve issue join judge jump keep kick kill kiss know land last launch lay lead learn
    leave lend let lie lift listen live lock look lose love make manage manufacture marry matter mean measure meet melt
    mention mine miss mix move murder name need negotiate notice obtain occur offer open operate oppose order organise
    organize originate own owe pack paint park participate pass pay perform persuade place plan plant play point post
    practise practice predict prefer prepare prescribe present preserve prevent print proceed produce promote pronounce
    propose protect protest prove provide publish pull purchase purr push put qualify quit raise reach react read
    realise realize receive recommend record recover recycle reduce refer refuse register regret reject relate release
    remain remember remove renew rent repair repeat replace reply report represent require rescue research resign
    resolve respond rest restart restore result retire return reveal revert review rewrite rise rule run sail save say
    score search see seem select sell send sentence separate serve set settle sew shine shoot show shut sign simulate
    sing sink sit sleep smell smoke snow solve sound speak specify spell spend split spread stand star start state stay
    steal stir stop store struggle study submit succeed suffer suggest supply support suppose survive swim switch take
    talk taste teach tell tend test testify thank thin think throw tour train transfer translate travel treat trigger
    trust try turn understand upload use vary visit void vote wait walk want warn wash watch wear weigh win wonder work
    worry write yield pick remind schedule navigate locate
    work's void expire install unlock reset log approve revoke reimburse refund escalate forward
    """)
IRREGULAR = {
    past: base
    for base, pasts in {
        "be": "been", "beat": "beaten", "become": "became", "begin": "began begun", "break": "broke broken",
        "bring": "brought", "build": "built", "burn": "burnt", "buy": "bought", "catch": "caught",
        "choose": "chose chosen", "come": "came", "cost": "cost", "cut": "cut", "deal": "dealt",
        "do": "done doing", "draw": "drew drawn", "drink": "drank drunk", "drive": "drove driven",
        "eat": "ate eaten", "fall": "fell fallen", "feed": "fed", "feel": "felt", "fight": "fought", "find": "found",
        "fly": "flew flown", "forget": "forgot forgotten", "freeze": "froze frozen", "get": "got gotten",
        "give": "gave given", "go": "went gone", "grow": "grew grown", "hang": "hung", "have": "having",
        "hear": "heard", "hide": "hid hidden", "hit": "hit", "hold": "held", "hurt": "hurt", "keep": "kept",
        "know": "knew known", "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "let": "let",
        "lie": "lying", "lose": "lost", "make": "made", "mean": "meant", "meet": "met", "pay": "paid", "put": "put",
        "read": "read", "rise": "rose risen", "run": "ran", "say": "said", "see": "saw seen", "sell": "sold",
        "send": "sent", "set": "set", "shine": "shone", "shoot": "shot", "show": "shown", "shut": "shut",
        "sing": "sang sung", "sink": "sank sunk", "sit": "sat", "sleep": "slept", "speak": "spoke spoken",
        "spend": "spent", "stand": "stood", "steal": "stole stolen", "swim": "swam swum", "take": "took taken",
        "teach": "taught", "tell": "told", "think": "thought", "throw": "threw thrown",
        "understand": "understood", "wear": "wore worn", "win": "won", "write": "wrote written", "die": "dying died",
    }.items()
    for past in pasts.split()
}  # fmt: skip
ADJECTIVES = word_set("""
    able accurate active actual afraid alive allowed alternative ancient angry annual automatic available average aware
    bad basic beautiful best better big biggest black blind blue brief bright broad busy capable careful central cheap
    cheaper cheapest clean clear clever close closest cold common complete complex contagious controversial cool correct
    critical crucial current daily dangerous dark dead deadliest dear deep deepest different difficult direct dirty dry
    due earliest early easier easiest easy economic effective efficient eligible empty endangered entire environmental
    essential ethical exact exclusive expensive extra extreme famous fast faster fastest favorite favourite few final
    financial fine finished first flat foreign formal free frequent fresh friendly full further general global good
    great greatest green happy hard harmful healthier healthy heavier heaviest heavy high higher highest historical
    historic hot hottest huge ideal illegal immediate important impossible inclusive individual influential initial
    interesting international known large larger largest last late latest latter leading least left legal less likely
    limited little local long longer longest loud low lower lowest lucky main major many mandatory married maximum
    medical medium military minimum minor modern monthly more most much narrow national native natural necessary new
    newer newest next nice normal notable numerous obvious offensive official ok okay old older oldest only open
    optional ordinary original other particular past pending permanent personal physical poor popular positive possible
    powerful pregnant present previous primary private professional public quick quicker quickest quiet rare rarest raw
    ready real recent red regular related relevant reliable responsible rich richest right rude safe safer safest same
    scientific second secret serious severe short shorter shortest sick significant similar simple single slow slower
    slowest small smaller smallest smart social soft special specific stable standard strange strict strong stronger
    strongest successful sudden sufficient suitable sure sweet tall taller tallest technical temporary terrible thick
    thin third tight tiny top total traditional true typical ugly unable unfair unique unusual upcoming urgent useful
    usual valid valuable various vast verified violent visible warm warmer weak weekly weird well-known wet white whole
    wide wider wild worse worst worth wrong yearly young younger youngest
    humid misty foggy sunny cloudy windy rainy stormy snowy icy freezing overcast chilly
    closer nearer nearest nearby allergic binding bound considered harmless
    """)

# Nouns that name a part, quality or role of something else: alone they leave open of what.
RELATIONAL = word_set("""
    accent address advantage advantages aftermath aim aims album albums alternative alternatives amount answer aspect
    aspects author background beginning benefit benefits brother brothers budget captain career cast cause causes
    champion chance chances chapter character characters child children childhood coach colour color component
    components condition conditions consequence consequences cost costs cover criticism critics cure daughter deadline
    death debut definition degree depth designer detail details diagnosis difference differences director disadvantage
    disadvantages distance dose drawbacks drummer duration education effect effects ending example examples family
    father feature features fee feedback final founder function functions future genre goal goals growth guitarist
    height hit hits husband ideology impact implications importance influence influences ingredient ingredients
    injuries injury inventor issue issues job label lawsuit leader legacy length limit limits limitations location
    lyrics maker manager material materials maximum meaning member members message method methods minimum mother motive
    movement name names nickname number opinion option options order origin origins outcome owner parents part parts
    penalties penalty phases plot policies popularity population position president price prices problem problems
    procedure process producer prognosis project projects proposal pros protagonist punishment purpose quality
    ranking rate rating ratings reaction reactions reason reasons reception recipe record records recording recordings
    relationship release replacement requirement requirements response result results review reviews risk risks role
    roles rule rules salary score scores sequel setting shape siblings side sides significance singer single singles
    sister sisters size solution solutions son song songs sound soundtrack source sources speed spouse stage stages
    steps story strategy strength structure style success successor symptom symptoms synopsis team teams teammates
    temperature
    term terms test theme themes theory theories title titles tour treatment treatments tools type types uses usage
    value vaccine variant variants verdict version versions victim victims view views weakness weight width wife winner
    word work works writer year years
    """)
# Nouns that say little: they never show what a question is about.
GENERIC = (
    word_set("""
    amount answer anything article bit case cases day days everything fact facts form hour hours idea info information
    issue kind kinds link list lot man matter men minute minutes month months moment name news number numbers others
    part people person place places point problem question questions request rest second side someone something sort
    sorts stuff subject thing things time times update use way ways week weeks woman women word year years today
    tomorrow yesterday help details thanks need person group groups reason end example life world
    """)
    | RELATIONAL
)
# Of these there is one, or everybody knows which is meant.
UNIQUE = word_set("""
    sun moon sky world earth internet weather universe sea ocean environment economy government police army law
    north south east west past future present day night morning evening afternoon weekend week month year time same
    eu uk us usa uae united un bible pope queen king holocaust renaissance english french public media press web cloud
    human humans body brain heart blood company employer employee employees way most least only best first hospital
    doctor bank office police airport station fridge freezer oven kitchen ground floor air water knee knees
    """)
# Everybody at a firm gets these by one rule: "the salary" is nobody's in particular.
PAY = word_set("salary salaries wage wages pay paycheck")
PEOPLE = word_set("""
    man woman boy girl child baby wife husband father mother son daughter brother sister parent friend colleague manager
    employee boss partner customer student doctor teacher king queen president person guy lady engineer technician
    joiner director actor actress singer author artist leader minister lead intern contractor member neighbour
    """)
TIME_NOUNS = word_set(
    "year month week day night morning afternoon evening season weekend time century decade quarter summer winter "
    "spring "
    "autumn "
    "hour minute moment monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december"
)
CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs "
    "fri sat sun easter christmas"
)
EMPTY_NOUNS = word_set("way time thanks idea case something people")  # never what a pronoun stands for
COLLECTIVES = word_set("people team company staff family police government")
