"""English words that deny, refuse, threaten, suppose, ask or set a condition."""

from __future__ import annotations

from peaceops.reading.stance.cues import Pattern, any_of

_GRANTED = (
    r"(?:access|flights?|clearances?|visas?|entry|permi\w+|overflights?|landing|movement|passage|"
    r"fuel|freedom|authori[sz]ations?|convoys?|patrols?|take-?off)"
)
_MOVES = (
    r"(?:withdrawal|departure|pull-?out|exit|drawdown|termination|closure|requests?|demands?|"
    r"plans?|decision|bid|votes?|veto|extension|renewal|deployment|intention|proposal|calls?|"
    r"rotation|repatriation|attempts?|threat|reduction)"
)
_CLAIM = (
    r"(?:claims?|reports?|rumou?rs?|allegations?|accusations?|suggestions?|idea|notion|speculation|"
    r"talk|assertions?|stor(?:y|ies)|news|charges?|impression|hints?|leaks?|theory|assumption|"
    r"narrative|hypothesis)"
)
_NEGATED = any_of(
    r"not\b(?! (?:only|least|just|merely)\b)",
    r"never\b",
    r"\w+n't\b",
    r"neither\b",
    r"nor\b",
    r"nobody\b",
    r"no[ -]one\b",
    r"none\b(?! (?:voted |cast )?against)",
    r"nothing\b",
    r"nowhere\b",
    r"cannot\b",
    r"(?:hardly|scarcely|barely|rarely|seldom)\b",
    r"no\b(?! (?:doubt|later|fewer|less|more than|votes? against|abstentions|veto)\b|[-.]|fly)",
    r"far from\b",
    r"anything but\b",
    r"stop(?:s|ped|ping)? short of\b",
    r"(?:fell|falls?|falling|far) short of\b",
    r"little (?:sign|chance|prospect|evidence|reason|hope|interest|appetite)\b",
    r"few (?:expect|believe|think)\w*",
    r"(?:almost|nearly|all but|practically|virtually|narrowly)\b(?! \d)",
    r"(?:has|have|had|is|are) yet to\b",
    r"(?:held|hold|holds|holding|put|puts) off\b",
    r"(?:talk|thought|thoughts) of\b",
)
_AVOIDED = any_of(
    r"without\b",
    r"instead of\b",
    r"rather than\b",
    r"as opposed to\b",
    r"would (?:rather|sooner)\b",
    r"contrary to\b",
    r"in spite of (?:reports|claims|rumou?rs)\b",
    r"(?:un)?able to\b(?<=unable to)",
    r"too (?:weak|late|early|soon|divided|poor|busy|afraid) to\b",
)
_DENIED = any_of(
    rf"den(?:y|ies|ied|ying)\b(?!\s+(?!that\b|having\b|\w+ing\b)(?:[\w']+\s+){{0,5}}?{_GRANTED}\b)",
    r"denials? (?:that|of having|of any|by)\b",
    r"in denial\b",
    r"(?:refut|rebut|repudiat|disavow|disown|contradict|debunk|disclaim|gainsa)\w*",
    r"disput(?:e|es|ed|ing)\b(?! (?:territor|area|border|region|land|elect|zone|town))",
    r"dismiss(?:es|ed|ing|al)?\b",
    r"reject(?:s|ed|ing|ion)?\b",
    r"untrue\b",
    r"(?:false|fake|erroneous|inaccurate|bogus|unfounded|baseless|incorrect|mistaken|misleading)"
    r"(?:ly)?\b",
    r"wrong(?:ly)? (?:that|to (?:say|claim|suggest|report|think|believe)|report|claim|say|"
    r"state)\w*",
    r"(?:lie|lies|lied|lying|myth|hoax|fiction|fabricat\w+|misinformation|disinformation)\b",
    r"no truth\b",
)
_DENIED_AFTER = any_of(
    r"(?:is|are|was|were|be|been|being) (?:\w+ly )?(?:denied|refuted|untrue|false|baseless|fake|"
    r"unfounded|incorrect|wrong|fabricated|ruled out|averted|avoided|dropped|cancelled|canceled|"
    r"called off|shelved|withdrawn again|reversed|rescinded|revoked|unlikely|out of the question|"
    r"off the table|a lie|a myth|a hoax|invented)\b",
    r"(?:which|this|that|something|a claim|an allegation|a report|an accusation|all of which)"
    r"[^.;,]{0,50} (?:den(?:y|ies|ied)|dismiss(?:ed|es)|reject(?:ed|s)|disput(?:ed|es)|refut\w+)\b",
    r"(?:has|have|had) (?:\w+ly )?(?:denied|dismissed|refuted|disputed) (?:it|this|that|the "
    r"(?:claim|report|allegation|accusation|charge|rumou?r)s?)\b",
    r"den(?:y|ies|ied) (?:it|this|that|doing so|ever|any of|the (?:claim|report|allegation|charge|"
    r"accusation|rumou?r)s?)\b",
    r"(?:is|was|are|were)(?:n't| not| never) (?:true|the case|so|correct|accurate|on the table|"
    r"an option|planned|happening|confirmed|borne out)\b",
    r"(?:did|does|do|has|have|had|would|will)(?:n't| not| never) (?:happen|materiali[sz]e|"
    r"take place|"
    r"occur|come about|come to pass)\w*",
    r"never (?:came|happened|materiali[sz]ed|took place|occurred)\b",
    r"proved? (?:false|untrue|wrong|unfounded)\b",
)
_REFUSED = any_of(
    r"refus(?:e|es|ed|ing|al|als)\b",
    r"declin(?:e|es|ed|ing) to\b",
    r"fail(?:s|ed|ing|ure)? to\b",
    r"neglect(?:s|ed|ing)? to\b",
    r"omit(?:s|ted|ting)? to\b",
    r"refrain(?:s|ed|ing)? from\b",
    r"abstain(?:s|ed|ing)? from\b",
    r"avoid(?:s|ed|ing)?\b",
    r"averted?\b",
    r"rul(?:e|es|ed|ing) (?:[\w']+ ){0,6}?out\b",
    r"exclud(?:e|es|ed|ing) (?:\w+ing\b|the (?:possibility|option|idea)|any|a\b|that\b)",
    r"resist(?:s|ed|ing)?\b",
    r"turn(?:s|ed|ing)? down\b",
    r"shelv(?:e|es|ed|ing)\b",
    r"scrap(?:s|ped|ping)?\b",
    r"abandon(?:s|ed|ing)?\b",
    r"revers(?:e|es|ed|ing|al)\b",
    r"(?:rescind|revok|retract|repeal)\w*",
    r"backtrack\w*",
    r"back(?:s|ed|ing) (?:down|away|out)\b",
    r"walk(?:s|ed|ing)? back\b",
    r"call(?:s|ed|ing)? off\b",
    r"(?:chang\w+|rethink\w*|reconsider\w*|rethought) (?:its|his|her|their) (?:mind|decision|"
    r"plans?)",
    r"reconsider\w*",
    r"(?:forgo|forgoes|forwent|foregone|forswear\w*|forswore|eschew\w*|spurn\w*|shun\w*|balk\w*)\b",
    r"(?:dissuad|discourag|deterr?)\w*",
    r"(?:warn|advis|argu|speak|spoke|counsel|caution|lobb|plead|campaign|decid|vot|come out|"
    r"came out)"
    r"\w* against\b(?= (?:\w+ing\b|(?:a|an|any|the) (?:\w+ )?(?:withdrawal|departure|exit|closure|"
    r"end|request|pull-?out|termination|suspension|early|hasty|rushed|premature|call|move)\b))",
    r"(?:oppos|object)\w*",
    r"(?:suspend|postpon|delay|halt|block|prevent|stop|cancel|defer|paus|freez|froze|drop|abort|"
    r"thwart|defeat|stall|lift|eas|remov|end|relax|withdr[ae]w|obstruct|refus|overturn|annul|void)"
    rf"\w*(?= (?:[\w'-]+ ){{0,5}}?{_MOVES}\b)",
    r"(?:lift|eas|remov|end|relax|scrap|withdr[ae]w|drop|cancel|waiv|overturn)\w*"
    r"(?= (?:[\w'-]+ ){0,5}?(?:ban|restrictions?|suspension|embargo|closure|curfew|blockade|"
    r"measures?|"
    r"order|limits?)\b)",
    r"put(?:s|ting)? off\b",
    r"giv(?:e|es|en|ing) up\b|gave up\b",
    r"(?:keep|kept|keeps|keeping|hold|held) (?:[\w']+ ){1,5}?from \w+ing\b",
    r"(?:prevent|stop|bar|block|prohibit|restrain)\w* (?:[\w']+ ){1,6}?from (?:\w+ing\b)",
    r"(?:reluctan(?:t|ce)|unwilling(?:ness)?|hesita\w+|loath) to\b",
    r"in lieu of\b",
)
_CONDITION = any_of(
    r"if\b",
    r"unless\b",
    r"provided that\b",
    r"(?<=, )provided (?:the|it|they|its|no|all|there|[a-z]+s)\b",
    r"providing that\b",
    r"on (?:the )?condition\b(?! of anonymity)",
    r"condition(?:al|ed) (?:up)?on\b",
    r"contingent (?:up)?on\b",
    r"depend(?:s|ed|ing|ent)? (?:up)?on (?:the|whether|how|its|what)\b",
    r"depending\b",
    r"in (?:the )?event (?:of|that)\b",
    r"in case (?:of\b|the\b|it\b|they\b|[a-z]+ \w+s\b)",
    r"(?:so|as) long as\b",
    r"assuming\b",
    r"suppos(?:e|ing) (?:that\b|the\b|it\b)",
    r"were (?:it|they|he|she|the [\w ]{2,30}?|[A-Z]\w+) to\b",
    r"lest\b",
    r"otherwise\b",
    r"or else\b",
    r"only (?:if|when|after|once|with|on)\b",
    r"should (?:the|its|their|his|her|this|that|any|it|they|he|she|there|no|a|an)\b(?! be\b)",
    r"pending (?:a|the|an|approval|its|agreement)\b",
    r"absent (?:a|the|an|such)\b",
    r"even if\b",
    r"whenever\b",
    r"in (?:that|which|such a) case\b",
    r"failing (?:that|which|this|an)\b",
    r"barring\b",
    r"(?:until|till|before) (?!\d|(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|the |last|"
    r"next|late|early|mid|then|now)\b)(?=[^,;.]{3,80}, )",
)
_CONDITION_FIRST = any_of(
    r"(?<![^.;,\"(] )(?:Should|Were|Had) (?:[A-Z]\w+|the|it|its|they|he|she)\b",
    r"should [A-Z]\w+ (?:\w+ )?(?=[a-z])(?!be\b)",
    r"had (?:it|they|he|she|the [\w ]{2,30}?|[A-Z]\w+) (?:not )?(?:\w+ed|asked|gone|left|voted|"
    r"sent|"
    r"withdrawn|been|taken|given|had|chosen|let)\b(?=[^.;]{0,80}\bwould have\b)",
    fold=False,
)
_WHETHER = any_of(r"(?<!, )whether\b")
_THREAT = any_of(
    r"threaten(?:s|ed|ing)?\b(?! by\b)",
    r"threats? (?:to (?!civilians|peace|international|stability|security|the (?:peace|civil|"
    r"popul))|"
    r"of|that)\b",
    r"ultimatum\b",
    r"warn(?:s|ed|ing|ings)?\b(?=[^.;]{0,100}\b(?:would|will|could|may|might|if|risk\w*|"
    r"face\w*)\b)",
    r"risk(?:s|ed|ing)? (?:of )?(?:\w+ing|a|an|the)\b",
    r"danger (?:of|that)\b",
    r"blackmail\w*",
)
_MODAL = any_of(r"(?:could|might)\b", r"can\b(?! only)", r"possibl[ey]\b", r"perhaps\b", r"maybe\b")
_MAY = any_of(r"may\b(?! \d)", fold=False)
_SUPPOSED = any_of(
    r"would (?:\w+ly )?have\b",
    r"(?:un)?likely\b",
    r"potential(?:ly)?\b",
    r"hypothetical\w*",
    r"fear(?:s|ed|ing|ful)?\b",
    r"hop(?:e|es|ed|ing|eful)\b",
    r"expect(?:s|ed|ing|ation|ations)?\b",
    r"believ(?:e|es|ed|ing)\b",
    r"belief\b",
    r"think(?:s|ing)?\b",
    r"thought (?:to|that)\b",
    r"assum(?:es?|ed|ption) (?:that|to)\b",
    r"doubt(?:s|ed|ful|ing)?\b",
    r"suspect(?:s|ed)?\b (?:that|of|it|the)\b",
    r"suspicion\b",
    r"imagin\w+",
    r"(?:predict|forecast|anticipat|foresee|foresaw|presum|envisag|envision)\w*",
    r"(?:wish(?:es|ed)?|want(?:s|ed)?|hop(?:es|ed)?|long(?:s|ed)?) to\b",
    r"wonder(?:s|ed|ing)?\b",
    r"seem(?:s|ed|ing|ingly)?\b",
    r"appear(?:s|ed)? (?:to|that|likely|ready|set|poised)\b",
    r"apparently\b",
    r"poised to\b",
    r"tempted\b",
    r"(?:consider|weigh|mull|ponder|contemplat|entertain|debat|discuss|explor|examin|envisag|float)"
    r"(?:s|es|e|ed|ing)?\b",
    r"under (?:consideration|discussion|review|study)\b",
    r"(?:toy|flirt)\w* with\b",
    r"think\w* (?:of|about)\b",
    r"open to\b",
    r"(?:ready|prepared|willing|inclined|free|eligible|entitled|able) to\b",
    r"readiness to\b|willingness to\b",
    r"reserv\w+ the right\b",
    r"right to\b",
    r"chances? (?:of|that)\b",
    r"odds (?:of|that)\b",
    r"scenarios?\b",
    r"in talks\b|talks (?:on|about|over|to)\b",
    r"negotiat\w+",
    r"on the (?:verge|brink|point|cusp) of\b",
    r"close to \w+ing\b|near(?:s|ed|ing) a\b",
    r"about to\b",
    r"(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|seek(?:s|ing)?|sought|aim(?:s|ed|ing)?|"
    r"striv\w+|struggl\w+|manoeuvr\w+) to\b",
    r"(?:push|press|campaign|lobb)(?:y|ies|ied|es|ed|s|ing)? (?:for|to)\b",
    r"(?:proposal|motion|bill|petition|draft law|campaign|option|idea|prospect|possibility|"
    r"likelihood|temptation|intention of others) (?:to|of|that|for)\b",
    r"potential\b",
    r"as (?:if|though)\b",
    r"imagine\b",
    r"what would\b",
    r"even (?:a|the) (?:threat|hint)\b",
    r"hint(?:s|ed|ing)?\b",
    r"mooted\b",
    r"in theory\b",
    r"theoretical\w*",
    r"sooner or later\b",
    r"(?:unclear|uncertain|unknown|undecided) (?:whether|if|when|how)\b",
    r"question(?:s|ed)? (?:of|whether|about|if)\b",
)
_HEARSAY = any_of(
    r"rumou?r(?:s|ed)?\b",
    r"speculat\w+",
    r"unconfirmed\b|unverified\b",
    r"alleg(?:es?|ed|ing|edly|ations?)\b",
    r"purported(?:ly)?\b",
    r"supposed(?:ly)?\b",
    r"reportedly\b",
    r"reputedly\b",
    r"(?:is|are|was|were)(?: \w+)? (?:said|believed|thought|reported|rumou?red|understood|"
    r"alleged) to\b",
    rf"(?:the|these|those|such|any|all|some|several|press|media|news|local|earlier|recent|radio|no|"
    rf"of|on|by|amid|with|despite|following|after|about|dismissed|denied|confirmed?) {_CLAIM} "
    r"(?:that|of|about|on|in|by)\b",
    rf"(?<![^.;,\"] ){_CLAIM} (?:that|of|about|on social|circulat\w+|by)\b",
    r"(?:claims|allegations|accusations|rumou?rs|speculation|suggestions) (?:that|of|about)\b",
    r"gossip\b",
    r"when (?:it|he|she|they|the \w+|[A-Z]\w+) (?:said|claimed|told|announced|wrote|reported)\b",
    r"in (?:saying|claiming|reporting|writing) that\b",
    r"(?:stor(?:y|ies)|versions?|accounts?|films?|novels?|dreams?|tales?|worlds?|futures?|"
    r"simulation|"
    r"exercise|game) (?:in which|where|according to which)\b",
    r"social media\b",
    r"word (?:that|spread)\b",
    r"according to rumou?rs?\b",
)
_DEMANDED = any_of(
    r"(?:ask|urg|call|demand|request|order|appeal|plead|pled|beg|implor|exhort|encourag|invit|"
    r"advis|recommend|propos|suggest|instruct|insist|pressur|persuad|convinc|want|remind|"
    r"oblig|compel|requir|command|nudg|beseech|summon)"
    r"(?:e|s|es|ed|ing|d)?\b(?=(?:[^.;]{0,120}?\b(?:to|for|that)\b|ed\b| \w+ing\b))",
    r"(?:tell|tells|told|forc(?:es|ed|ing)|press(?:es|ed|ing)|dar(?:es|ed)|prod(?:s|ded)) "
    r"(?:[\w']+ ){1,5}?(?:to|into)\b",
    r"(?:should|must|ought|let's|let us|had better|has to|have to|had to|needs? to)\b",
    r"(?:calls?|requests?|demands?|appeals?|pleas?|pressure|proposals?|recommendations?|"
    r"suggestions?"
    r"|petitions?) (?:for(?! (?:the )?(?:\w+ )?(?:visas?|clearances?|access|permi))|on|to|that|"
    r"by|from)"
    r"\b",
    r"time (?:for|to)\b",
    r"(?:support|back|favou?r|endors|advocat|defend|welcom|prais|applaud|criticis|condemn|regret|"
    r"deplor)\w* (?:\w+ing\b|the idea\b|calls?\b)",
    r"in favou?r of\b(?=[^.;,]{0,40}\b(?:withdr|sending|leaving|pulling))",
)
_PAST = any_of(
    r"once\b(?! (?:the|it|they|its|a|an|again|more|all|his|her|this|that|there)\b)(?<!at once)"
    r"(?<!only once)",
    r"formerly\b",
    r"used to\b",
    r"at first\b",
    r"initially\b",
    r"originally\b",
    r"in the past\b",
    r"(?:former|ex-|ousted|deposed|late|previous|then)[- ](?:\w+ ){0,2}(?:president|minister|"
    r"government|ambassador|leader|junta|ruler|chancellor|administration|envoy|regime|premier)\b",
    r"(?:until|before|prior to) (?:\w+ )?(?:19|20)\d\d\b",
    r"(?:a|two|three|four|five|ten|several|many|some|\d+) (?:years|decades?) (?:ago|earlier|"
    r"before)\b",
    r"long ago\b",
    r"historically\b",
    r"traditionally\b",
)
_LAST_TIME = any_of(
    r"(?:the |one )?(?:last|final) time\b",
    r"last (?:extension|renewal)\b",
    r"one last\b",
    r"(?:for|in) (?:a|one) (?:last|final)\b",
)
PATTERNS = (
    Pattern("negated", _NEGATED),
    Pattern("negated", _AVOIDED, comma=True),
    Pattern("denied", _DENIED),
    Pattern("denied", _DENIED_AFTER, "left"),
    Pattern("refused", _REFUSED),
    Pattern("conditional", _CONDITION, "both"),
    Pattern("conditional", _CONDITION_FIRST, "both"),
    Pattern("conditional", _WHETHER),
    Pattern("threatened", _THREAT),
    Pattern("supposed", _MODAL, comma=True),
    Pattern("supposed", _MAY, comma=True),
    Pattern("supposed", _SUPPOSED),
    Pattern("hearsay", _HEARSAY),
    Pattern("demanded", _DEMANDED, comma=True),
    Pattern("past", _PAST, comma=True),
    Pattern("past", _LAST_TIME, "both"),
)
