"""Where the reach of an English cue ends, and what takes a statement back."""

from __future__ import annotations

import re

from peaceops.reading.stance.cues import Language
from peaceops.reading.stance.english import PATTERNS

ENGLISH = Language(
    patterns=PATTERNS,
    contrast=re.compile(
        r";|\.\s|\n\s*\n|,? but (?!also\b|rather\b)|,? (?:while|whereas|although|though|even as|"
        r"yet) |, so "
    ),
    new_clause=re.compile(
        r", and (?!that\b|to\b|\w+ing\b|not\b|if\b|nor\b|also\b|ask|demand|vote|withdr|whether\b|"
        r"would\b|will\b|had\b|has\b|have\b|of\b)|, (?:prompting|leading|causing|after which|"
        r"recalling|noting|adding|saying|stressing|explaining|arguing|insisting|telling|pointing) "
    ),
    coordinate=re.compile(r" and (?:(?:has|have|had|then|also|instead|later|again|\w+ly) ){0,2}$"),
    complement=re.compile(r"\b(?:that|to|having|whether|if|of|for|\w{3,}ing)\b"),
    aside=re.compile(
        r", (?:which|who|whose|where|whom|having|citing|unable|angered|frustrated|long|"
        r"despite|unlike|like) "
    ),
    relative=re.compile(r", (?:which|who|whose|where|whom)\b"),
    since=re.compile(r" (?:after|because|since|when|until|before|as|while) "),
    exception=re.compile(r" (?:unless|until|except|other than|apart from) "),
    presupposed=re.compile(r" (?:that|who|which|because|when|since|after) "),
    leading=re.compile(
        r"^[\"'(\s]*(?:But |And |Yet )?(?:After|As|Because|Since|Although|Though|While|When|"
        r"Despite|"
        r"With|Following|Amid|Before|Having|Citing|Given|Angered|Frustrated|Unlike|In|On|At|"
        r"Saying|Arguing|Like|During|Under|By|Unable|Besides|Beyond) "
    ),
    turned=re.compile(
        r";|, (?:and|but|while|which|who|whose|where|saying|adding|warning|noting|arguing|"
        r"insisting|"
        r"stressing|telling|promising|declaring) | but |, (?:he|she|it|they|the \w+) "
        r"(?:said|added|warned|told)"
    ),
    reversal=re.compile(
        r"\b(?:later|then|since|subsequently|before|quickly|promptly|soon|eventually|but|and)\s+"
        r"(?:\w+\s+){0,2}(?:revers\w+|retract\w+|rescind\w+|revok\w+|withdr[ae]w\w* (?:the|its|"
        r"that|"
        r"this|his|her|their) (?:\w+ )?(?:requests?|demands?|threats?|decisions?|support|"
        r"objections?|"
        r"announcement|statement|letter)|backtrack\w*|back(?:ed|ing|s) (?:down|away|out|off)|"
        r"chang\w+ (?:its|his|her|their) (?:mind|position|vote|view)|cancel\w+|chang\w+ course|"
        r"walk\w+ (?:it|that|this|the \w+) back|took (?:it|this|that) back|apologi[sz]\w+|"
        r"den(?:ied|ies|y)\w*|corrected|relent\w*|reconsider\w*|dropp\w+|thought better)\b"
    ),
    disowned=re.compile(
        r"\s*[\"']?(?:None of (?:this|it|that)\b|Nothing of the (?:sort|kind)\b|(?:This|That|The "
        r"(?:claim|report|allegation|story|rumou?r|news|statement|announcement|accusation|decision|"
        r"request|demand)s?|It|These|Those|Both|All (?:of )?this) (?:[\w' ]{1,40} )?(?:is|was|are|"
        r"were|has been|have been|proved|turned out)(?: to be)? (?:\w+ly |later |since |then |"
        r"soon |swiftly )?(?:not true|"
        r"untrue|false|fake|denied|refuted|wrong|incorrect|baseless|unfounded|never (?:happened|"
        r"came|"
        r"took)|retracted|reversed|rescinded|revoked|withdrawn|cancelled|invented|fabricated|a lie|"
        r"rumou?r|satire|fiction)\b|[^.;]{2,60}? (?:has |have |later |promptly |immediately |"
        r"quickly |since )?(?:denied|denies|deny|refuted|retracted|dismissed|rejected|reversed|"
        r"disputed|disputes) (?:it|this|that|doing so|the (?:claim|report|rumou?r|story|decision|"
        r"announcement)s?)\b|Not so\b|Not true\b|False\b)"
    ),
    speech=re.compile(
        r"\b(?:said|says|say|told|tells|announc\w+|declar\w+|stat(?:ed|es)|pledg\w+|promis\w+|"
        r"vow\w*|"
        r"add(?:ed|s)|confirm\w+|inform\w+|according to|decid\w+|agreed|notif\w+|explain\w*|"
        r"reiterat\w+|stress\w+|insist\w+|indicat\w+|made clear|wrote|writes)\b"
    ),
)
