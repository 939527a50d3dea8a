"""Sentences that assert nothing, sentences that do, and texts of one mission each.

``DENIED``: the sentence, and the beginnings (kind, or kind:position) of what it must not become.
``ASSERTED``: the sentence, and what it must become. ``MISSIONS``: the text, and its mission.
"""

from __future__ import annotations

AGAINST = "member_position:against"
FOR = "member_position:for|member_position:supports"
LEAVE = "host_position:asks-to-leave"
STAY = "host_position:consents"
GONE = "departure"
LIMITS = "restriction|host_position:restricts"

DENIED: tuple[tuple[str, str], ...] = (
    ("Russia did not vote against the draft resolution on MINUSMA.", AGAINST),
    ("Russia never voted against an extension of MINUSMA.", AGAINST),
    ("China said it would not vote against the renewal of MINUSMA.", AGAINST),
    ("It is not true that China voted against the draft on MINUSMA.", AGAINST),
    ("Russia denied having voted against the draft resolution on MINUSMA.", AGAINST),
    ("Russia threatened to vote against the draft resolution on MINUSMA.", AGAINST),
    ("If the text is not changed, Russia will vote against the renewal of MINUSMA.", AGAINST),
    ("Russia would vote against MINUSMA only if the host asked it to.", AGAINST),
    ("Nobody expected China to vote against the draft on MINUSMA.", AGAINST),
    ("China refused to say whether it would vote against the draft on MINUSMA.", AGAINST),
    ("Did Russia vote against the extension of MINUSMA?", AGAINST),
    ("The United States did not support the renewal of MINUSMA.", FOR),
    ("France refused to vote in favour of the draft on MINUSMA.", FOR),
    ("The United Kingdom did not vote in favour of the resolution on MINUSMA.", FOR),
    ("Russia rejected the claim that it supports MINUSMA.", FOR),
    ("Russia said it would support MINUSMA only if Mali agreed.", FOR),
    ("Unless Mali consents, Russia will not support the extension of MINUSMA.", FOR),
    ("France failed to vote for the draft on MINUSMA.", FOR),
    ("Ghana neither supports nor opposes MINUSMA.", FOR + "|" + AGAINST),
    ("China was asked to vote in favour of the draft on MINUSMA.", FOR),
    ("Japan urged Russia to vote in favour of the draft on MINUSMA.", FOR),
    ("It is the last time France will support an extension of MINUSMA, its envoy warned.", FOR),
    (
        "Russia denied that it abstained on the draft resolution on MINUSMA.",
        "member_position:abstains",
    ),
    ("China did not abstain on the draft resolution on MINUSMA.", "member_position:abstains"),
    ("Mali denied that it had asked MINUSMA to leave.", LEAVE),
    ("Mali has not asked MINUSMA to leave.", LEAVE),
    ("Mali never asked MINUSMA to leave the country.", LEAVE),
    (
        "Mali's government rejected reports that it had asked the United Nations mission MINUSMA "
        "to leave.",
        LEAVE,
    ),
    ("Mali threatened to ask MINUSMA to leave.", LEAVE),
    ("Mali will ask MINUSMA to leave if the flights go on.", LEAVE),
    ("Mali ruled out asking MINUSMA to leave.", LEAVE),
    ("It is false that Mali demanded the withdrawal of MINUSMA.", LEAVE),
    ("Protesters asked Mali to expel MINUSMA.", LEAVE),
    ("Mali stopped short of asking MINUSMA to leave.", LEAVE),
    ("Contrary to rumours, Mali did not call for the departure of MINUSMA.", LEAVE),
    ("No member of Mali's government asked MINUSMA to leave.", LEAVE),
    ("Had Mali asked MINUSMA to leave, the Council would have agreed.", LEAVE),
    ("Mali did not consent to the deployment of MINUSMA.", STAY),
    ("Mali refused to consent to MINUSMA staying.", STAY),
    ("Mali no longer consents to the presence of MINUSMA.", STAY),
    ("Mali would consent to MINUSMA only if its mandate changed.", STAY),
    ("Germany ruled out withdrawing its soldiers from MINUSMA.", GONE),
    ("Germany did not withdraw its soldiers from MINUSMA.", GONE),
    ("Germany will not withdraw its soldiers from MINUSMA.", GONE),
    ("Germany denied that it would withdraw its 1,100 soldiers from MINUSMA.", GONE),
    ("Germany has no plans to withdraw its troops from MINUSMA.", GONE),
    ("Germany threatened to withdraw its troops from MINUSMA.", GONE),
    ("Germany would withdraw its troops from MINUSMA if flights were denied.", GONE),
    ("Unless flights resume, Germany will pull its troops out of MINUSMA.", GONE),
    ("Germany decided against pulling its soldiers out of MINUSMA.", GONE),
    ("Germany rejected calls to withdraw its soldiers from MINUSMA.", GONE),
    ("The opposition asked Germany to withdraw its soldiers from MINUSMA.", GONE),
    ("Will Germany withdraw its soldiers from MINUSMA?", GONE),
    ("Senegal refused to pull its troops out of MINUSMA.", GONE),
    ("Egypt did not suspend its participation in MINUSMA.", GONE),
    ("Egypt denied suspending its part in MINUSMA.", GONE),
    ("Sweden considered withdrawing its soldiers from MINUSMA but did not.", GONE),
    ("Benin cancelled the withdrawal of its 250 soldiers from MINUSMA.", GONE),
    ("Benin reversed its decision to withdraw from MINUSMA.", GONE),
    ("Mali did not ban flights of MINUSMA.", LIMITS),
    ("Mali denied that it had suspended the rotations of MINUSMA.", LIMITS),
    ("Mali threatened to ban the flights of MINUSMA.", LIMITS),
    ("Mali never restricted the movements of MINUSMA, its minister said.", LIMITS),
    ("Mali did not expel the spokesman of MINUSMA.", LIMITS),
    ("If attacks go on, Mali may suspend the rotations of MINUSMA.", LIMITS),
    ("La Russie n'a pas voté contre le projet de résolution sur la MINUSMA.", AGAINST),
    ("La Russie a menacé de voter contre le renouvellement de la MINUSMA.", AGAINST),
    ("La France n'a jamais soutenu le renouvellement de la MINUSMA.", FOR),
    ("Le Mali dément avoir demandé le départ de la MINUSMA.", LEAVE),
    ("Le Mali n'a pas demandé le retrait de la MINUSMA.", LEAVE),
    ("Le Mali demandera le départ de la MINUSMA si les vols continuent.", LEAVE),
    ("L'Allemagne exclut de retirer ses soldats de la MINUSMA.", GONE),
    ("L'Allemagne ne retirera pas ses soldats de la MINUSMA.", GONE),
    ("L'Allemagne a refusé de retirer ses soldats de la MINUSMA.", GONE),
    ("Le Mali n'a pas interdit les vols de la MINUSMA.", LIMITS),
)

ASSERTED: tuple[tuple[str, str], ...] = (
    ("Russia voted against the draft resolution on MINUSMA.", AGAINST),
    ("Mali asked MINUSMA to leave the country.", LEAVE),
    ("Germany withdrew its 1,100 soldiers from MINUSMA.", GONE),
    ("The United Kingdom will withdraw its 300 soldiers from MINUSMA.", GONE),
    ("Mali banned the flights of MINUSMA.", "restriction"),
    ("China abstained on the draft resolution on MINUSMA.", "member_position:abstains"),
)

MISSIONS: tuple[tuple[str, str], ...] = (
    ("The United Nations mission in Mali (MINUSMA) lost two soldiers.", "MINUSMA"),
    ("The mission in the Democratic Republic of the Congo (MONUSCO) is drawing down.", "MONUSCO"),
    ("The mission in the Central African Republic (MINUSCA) was renewed.", "MINUSCA"),
    ("UNMISS, the mission in South Sudan, was renewed; UNMIS had closed in 2011.", "UNMISS"),
    ("UNIFIL patrols southern Lebanon.", "UNIFIL"),
    ("The SADC Mission in Mozambique (SAMIM) left the country.", ""),
    ("The SADC Mission in the Democratic Republic of the Congo (SAMIDRC) fights there.", ""),
    ("The African Union Transition Mission in Somalia (ATMIS) hands over bases.", ""),
    ("The European Union Training Mission in Mali (EUTM) has suspended training.", ""),
    ("UNDOF, whose mandate was renewed, watches the Golan; UNTSO's observers help it.", "UNDOF"),
    ("The mission in Abyei (UNISFA), not UNMISS, found the bodies.", "UNISFA"),
    ("The Multinational Security Support mission (MSS) in Haiti awaits funds.", ""),
    ("La MINUSCA, mission en République centrafricaine, a été prolongée.", "MINUSCA"),
)
