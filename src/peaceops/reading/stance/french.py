"""French words that deny, refuse, threaten, suppose, ask or set a condition."""

from __future__ import annotations

import re

from peaceops.reading.stance.cues import Language, Pattern, any_of

_MOVES = (
    r"(?:retrait|départ|demandes?|requêtes?|projets?|décision|intention|vote|veto|fermeture|"
    r"prorogation|prolongation|renouvellement|déploiement|proposition|menace|rapatriement)"
)
_NEGATED = any_of(
    r"ne\b",
    r"(?-i:n)'(?=\w)",
    r"pas\b",
    r"jamais\b",
    r"aucune?s?\b",
    r"nul(?:le|lement)?\b",
    r"aucunement\b",
    r"personne n",
    r"rien\b",
    r"ni\b",
    r"guère\b",
    r"loin d[e']",
    r"failli\b|presque\b|quasiment\b",
    r"se gard\w+ d[e']|s'est (?:bien )?gardée? d[e']|se sont (?:bien )?gardés d[e']",
)
_AVOIDED = any_of(
    r"sans\b", r"au lieu d[e']", r"plutôt que\b", r"contrairement à\b", r"à défaut d[e']"
)
_DENIED = any_of(
    r"dément\w*",
    r"démenti\w*",
    r"ni(?:e|ent|é|ait|aient|ant|er|era)\b",
    r"contest(?:e|ent|é|er|ait|aient|ant)\b",
    r"réfut\w+",
    r"récus\w+",
    r"rejet(?:te|tent|é|er|ait|aient|ant)\b",
    r"rejet d[eu']",
    r"infirm(?:e|ent|é|er|ait)\b",
    r"balay\w+",
    r"(?:faux|fausses?|faussement|mensong\w+|mensonges?|erroné\w*|infondé\w*|inexact\w*|"
    r"mythe|inventée?s?|calomni\w+|désinformation|intox|infox)\b",
    r"il n'est pas (?:vrai|exact)\b",
    r"à tort\b",
)
_DENIED_AFTER = any_of(
    r"(?:est|sont|était|étaient|a été|ont été|fut) (?:\w+ment )?(?:démenti\w*|nié\w*|écarté\w*|"
    r"exclue?s?|faux|fausses?|infondé\w*|erroné\w*|annulé\w*|abandonné\w*|inventé\w*|rejeté\w*|"
    r"improbable|peu probable|évité\w*)\b",
    r"ce qu[e'][^.;,]{0,50}(?:dément|démenti|nie|nié|conteste|contesté|réfute|réfuté|rejette)\w*",
    r"(?:n'est|n'était|ne sont|n'étaient) pas (?:vrai|exact|prévu|confirmé|à l'ordre|le cas)\w*",
    r"n'a (?:pas|jamais) (?:eu lieu|été confirmé)\w*",
    r"l[ea']s? ?(?:a|ont) (?:\w+ment )?(?:démenti|nié|contesté|réfuté)\w*",
)
_REFUSED = any_of(
    r"refus(?:e|ent|é|er|ait|aient|ant|era|eront|és|ée)?\b",
    r"renonc\w+",
    r"échou\w+ à\b",
    r"s'abst(?:ien\w+|en\w+) d[e']",
    r"abstenue?s? d[e']",
    r"évit\w+",
    r"exclu(?:t|ent|re|s|ait|ant|e|es)?\b",
    r"écart(?:e|ent|é|er|ait|ant|ée)\b",
    r"résist\w+",
    r"repouss\w+",
    r"recul\w+ (?:devant|sur)\b",
    r"revien\w+ sur\b|reven\w+ sur\b|revin\w+ sur\b",
    r"chang\w+ d'avis\b",
    r"(?:annul|abandonn|suspen|report|retard|lev|retir|bloqu|empêch|arrêt|gel|diffèr|différ|ajourn)"
    rf"\w*(?= (?:[\w'éèêàç-]+ ){{0,5}}?(?:[ld]')?{_MOVES}\b)",
    r"lev(?:e|ent|é|er|ée|ait)\b(?= (?:[\w']+ ){0,4}?(?:l')?(?:interdiction|restrictions?|"
    r"suspension|"
    r"embargo|mesures?|couvre-feu)\b)",
    r"s'oppos\w+|opposée?s? (?:à|au)\b",
    r"dissua\w+|décourag\w+",
    r"empêch\w+",
    r"réticen\w+|hésit\w+",
    r"faute d[e']",
    r"(?:contre|contraire à) (?:le|tout|un|l'idée d'un) (?:retrait|départ)\b",
)
_CONDITION = any_of(
    r"si\b(?! (?:bien|peu|ce n'est)\b)",
    r"s'(?=ils?\b)",
    r"à moins (?:que|d[e'])",
    r"à (?:la )?condition (?:que|d[e'])",
    r"sous (?:réserve|condition)\b",
    r"pourvu que\b",
    r"au cas où\b",
    r"en cas d[e']",
    r"dans (?:le cas où|l'hypothèse|l'éventualité)\b",
    r"à supposer\b|supposons\b|en supposant\b",
    r"tant que\b",
    r"sinon\b",
    r"faute de quoi\b",
    r"(?:ne |n')[^.;,]{1,40}? que (?:si|lorsque|quand|sous|dans)\b",
    r"seulement (?:si|lorsque|quand|après)\b|uniquement (?:si|lorsque|après)\b",
    r"selon que\b|dépend\w* d[eu']|en fonction d[eu']",
    r"quand bien même\b|même si\b",
)
_WHETHER = any_of(r"savoir si\b", r"demand\w+ si\b")
_THREAT = any_of(
    r"menac(?:e|ent|é|er|ait|aient|ant|era)\b(?! par\b)",
    r"menaces? d[e']",
    r"ultimatum\b",
    r"avert\w+(?=[^.;]{0,100}\b(?:\w+rai(?:t|ent)|\w+r(?:a|ont))\b)",
    r"risqu\w+ d[e']",
    r"risque (?:que|d[eu'])",
    r"danger d[e']",
    r"chantage\b",
)
_SUPPOSED = any_of(
    r"pourrai(?:t|ent)\b|pourrai\b",
    r"peu(?:t|vent) \w+r\b",
    r"(?:\w+rai(?:t|ent)) (?:\w+ment )?(?=\w+(?:é|i|u|is|it|ert|nu|du)e?s?\b)",
    r"peut-être\b",
    r"probabl\w+|vraisemblabl\w+|éventuel\w*|possib\w+|hypothétiqu\w+|hypothèses?\b",
    r"(?:craint|craignent|craindre|craignait|redout\w+|crainte\w*|peur)\b",
    r"(?:espèr|espér|espoir)\w*",
    r"(?:s'attend\w*|attendue?s? (?:à|que)|attend\w* (?:à ce que|que))",
    r"(?:croi(?:t|ent|re)|croyait|pens(?:e|ent|ait|er|aient)|dout\w+|soupçonn\w+|imagin\w+|"
    r"prédi\w+|"
    r"suppos\w+|présum\w+)\b",
    r"(?:envisag|étudi|examin|songe|réfléchi|débat|discut|évoqu|pèse|mûri)\w*",
    r"sembl\w+|paraî\w+|apparemment\b",
    r"prête?s? à\b|disposée?s? à\b|tentée?s? d[e']|libres? d[e']",
    r"se réserv\w+ le droit\b|droit d[e']",
    r"(?:tent|essa[iy]|cherch|souhait|voul|veu(?:t|lent)|aspir|vis)\w* (?:à |de |"
    r"d')?(?=\w+(?:er|ir|re|"
    r"oir)\b)",
    r"sur le point d[e']|au bord d[eu']",
    r"négoci\w+|pourparlers\b",
    r"(?:possibilité|idée|perspective|éventualité|scénario|option|menace|probabilité|risque|"
    r"projet de "
    r"loi|motion|proposition) (?:d[eu']|que|selon)",
    r"on ignore\b|ignor\w+ si\b|incertain\w*",
    r"comme si\b",
)
_HEARSAY = any_of(
    r"rumeurs?\b",
    r"spécul\w+",
    r"non confirmée?s?\b",
    r"alléguée?s?|allégations?\b",
    r"prétend\w*|prétendue?s?\b|prétendument\b",
    r"soi-disant\b",
    r"dit-on\b|paraît-il\b",
    r"(?:des|les|de|ces|certaines?|par|malgré des|selon des) (?:informations|bruits|affirmations|"
    r"accusations|articles|messages|publications|médias) (?:selon|d'après|faisant|qui|sur|"
    r"affirmant)",
    r"réseaux sociaux\b",
    r"le bruit court\b",
    r"aurai(?:t|ent) \w+",
)
_DEMANDED = any_of(
    r"(?:demand|exhort|appel|exig|réclam|pri|press|ordonn|encourag|invit|recommand|propos|suggér|"
    r"conseill|inst|insist|pouss|persua|convain|oblig|somm|enjoi|préconis|plaid|suppli)\w*"
    r"(?=[^.;]{0,120}?(?:\bà\b|\bau\b|\bde\b|\bd'|\bque\b|\bqu'|\bpour\b))",
    r"(?:doi(?:t|vent)|devrai(?:t|ent)|devra|devront|faut|faudrait|il convient)\b",
    r"(?:appels?|demandes?|exigences?|requêtes?|pression) (?:à|au|pour|d[eu'])",
)
_PAST = any_of(
    r"jadis\b|naguère\b|autrefois\b|auparavant\b|dans le passé\b|par le passé\b|un temps\b",
    r"(?:ancien|ancienne|ex-|anciens|feu) ?(?:président|présidente|ministre|gouvernement|"
    r"ambassadeur|ambassadrice|premier|première|chef|régime|junte)\b",
    r"initialement\b|au départ\b|à l'origine\b|d'abord\b",
    r"jusqu'en (?:19|20)\d\d\b",
    r"il y a (?:\w+ )?(?:ans|années|décennies)\b",
)
_LAST_TIME = any_of(r"(?:la )?dernière fois\b", r"(?:une )?dernière prorogation\b")
FRENCH = Language(
    patterns=(
        Pattern("negated", _NEGATED),
        Pattern("negated", _AVOIDED, comma=True),
        Pattern("denied", _DENIED),
        Pattern("denied", _DENIED_AFTER, "left"),
        Pattern("refused", _REFUSED),
        Pattern("conditional", _CONDITION, "both"),
        Pattern("conditional", _WHETHER),
        Pattern("threatened", _THREAT),
        Pattern("supposed", _SUPPOSED),
        Pattern("hearsay", _HEARSAY),
        Pattern("demanded", _DEMANDED, comma=True),
        Pattern("past", _PAST, comma=True),
        Pattern("past", _LAST_TIME, "both"),
    ),
    contrast=re.compile(
        r";|\.\s|\n\s*\n|,? mais |,? (?:tandis qu|alors qu|bien qu|quoiqu|cependant|toutefois)|"
        r", si "
        r"bien qu"
    ),
    new_clause=re.compile(
        r", et (?!que\b|qu'|de\b|d'|à\b|non\b|si\b|ni\b|demand|vot|retir|avoir\b|avait\b|a\b|ont\b)"
    ),
    coordinate=re.compile(r" et (?:a|ont|avait|avaient|puis|ensuite|aussi)?\s?$"),
    complement=re.compile(r"(?:\b(?:que|si|à|au|avoir|être|pour|de|du|des)\b|\bqu'|\bd')"),
    aside=re.compile(r", (?:qui|dont|où|lequel|laquelle|lesquels|ayant|après|malgré|faute) "),
    relative=re.compile(r", (?:qui|dont|où|lequel|laquelle)\b"),
    since=re.compile(r" (?:après|parce|depuis|quand|lorsque|avant|comme|pendant) "),
    exception=re.compile(r" (?:à moins|jusqu'|sauf|hormis|excepté)"),
    presupposed=re.compile(r" (?:qui|que|parce|quand|lorsque|depuis|après) "),
    leading=re.compile(
        r"^[\"'(\s]*(?:Mais |Et |Or )?(?:Après|Alors qu|Comme|Parce qu|Puisqu|Bien qu|Quoiqu|Quand|"
        r"Lorsqu|Malgré|Avec|Suite|Avant|Ayant|Faute|Pendant|Face|Depuis|Devant|En|Dans|Sous|Outre)"
    ),
    turned=re.compile(
        r";|, (?:et|mais|tandis|alors|qui|dont|où|ajoutant|avertissant|disant|précisant|estimant|"
        r"soulignant)|\bmais\b|, (?:a-t-il|a-t-elle|a (?:dit|déclaré|affirmé|averti|ajouté))"
    ),
    reversal=re.compile(
        r"\b(?:puis|ensuite|depuis|avant de|avant d'|mais|et|finalement)\s+(?:[\w']+\s+){0,3}"
        r"(?:se rétract\w+|s'est rétract\w+|rétract\w+|changé d'avis|changer d'avis|fait marche "
        r"arrière|faire marche arrière|annul\w+|retiré (?:sa|cette|la) (?:demande|menace|décision)|"
        r"retirer (?:sa|cette|la) (?:demande|menace|décision)|revenu\w* sur|revenir sur|renonc\w+|"
        r"démenti\w*|s'est excusé\w*|s'est ravis\w+|se ravis\w+)"
    ),
    disowned=re.compile(
        r"\s*[\"']?(?:(?:C'est|Ce|Cela|Ceci|Cette|Ces|L'information|La nouvelle|Il n'en est rien|"
        r"Faux|Rien de tel)\b[^.;]{0,80}?(?:faux|démenti\w*|erroné\w*|infondé\w*|inexact\w*|"
        r"annulé\w*|"
        r"n'est pas (?:vrai|exact)|mensong\w*|rumeur|rien|inventé\w*)|Faux\b|Il n'en est rien|"
        r"[^.;]{2,60}? (?:l'a|l'ont|a|ont|dément|nie) ?(?:\w+ment )?(?:démenti|nié|réfuté|contesté|"
        r"(?:cette|l'|ces|la) ?(?:information|rumeur|accusation)s?)\b)"
    ),
    speech=re.compile(
        r"\b(?:dit|déclar\w+|affirm\w+|annonc\w+|indiqu\w+|précis\w+|ajout\w+|promis|promet\w*|"
        r"assur\w+|"
        r"confirm\w+|selon|d'après|décid\w+|expliqu\w+|inform\w+|soulign\w+)\b"
    ),
)
