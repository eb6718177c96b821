"""The 45 themes of improvement areas and the words that name them. Data only.

A trigger is a regular expression over normalised text: lower case, hyphens as spaces, straight apostrophes, single spaces. Where
triggers overlap the longest stretch of text wins, so a confusable pair is settled by writing the longer phrase ("missing from
education" before "missing"). `MASKED` phrases win like any other and name nothing.
"""

from __future__ import annotations

_LEAVERS = r"(?:care leavers?|care experienced|leaving care|former relevant)"
_IN_CARE = r"(?:in care|looked after|cared for|lac|cla|cic|our children)"
_PLACE = r"(?:placements?|homes?|carers|foster homes?|options|accommodation)"

TRIGGERS: dict[str, str] = {
    "front_door": (
        r"(?:night time |initial |new )?contacts? (?:reach\w*|(?:is|are|was|were) (?:closed|screened|opened|reopened))"
        r"|(?:management|handling|timeliness|quality|screening|response|progression|decision making) (?:of|to|on|about) (?:\w+ ){0,2}contacts"
        r"|referrals?(?: (?:are|is|were) closed| closed)?|emergency duty(?: team| service)?"
        r"|multi agency safeguarding hubs?|contacts?(?: and |/)referrals?|(?<!family )(?<!youth )\bhub\b|screening(?: of)?"
        r"|initial response|police notif\w+|first presented|police notices|out of hours|front door|referrers?|night time"
        r"|immediate risk|seen on the (?:same )?day|(?:who are |newly )?referred|duty team|consent|triage|mash|edt"
    ),
    "thresholds": (
        r"step(?:ping|ped)? (?:up|down)(?: and (?:up|down))?(?: (?:to|into|from) (?:early help|universal|statutory help))?"
        r"|transfers? between (?:services|teams)|levels? of needs?(?: guide)?|(?:repeat|re) referrals?"
        r"|leaves? statutory help|thresholds?"
    ),
    "strategy_discussions": (
        r"(?:child protection )?(?:enquiries|investigations?)|section 47(?: (?:enquir\w+|investigations?))?"
        r"|initial (?:child protection )?conferences?|strategy (?:meetings?|discussions?)|child protection enquiry|s ?47s?"
        r"|icpcs?|(?:timeliness|speed|pace|delay) (?:of|in) (?:\w+ ){0,3}conferences?|conferences? (?:are|is|were) held"
    ),
    "assessments": (
        r"(?:single |parenting |risk |social work )?assess(?:ments?|ing)(?: of risks?)?"
        r"|(?:fathers'|family|parental|their|case) histor\w+|identif\w+ (?:of )?risks?|analysis of risk|over optimis\w+"
        r"|chronolog\w+|histories|analysis"
    ),
    "plans": (
        r"plans? for children in need(?: of help and protection)?|(?:children|child) in need (?:\w+ )?plan(?:s|ning)?"
        r"|(?:child )?protection plan(?:s|ning)?|planning for children in need|core groups?(?: meetings?)?"
        r"|safety plan(?:s|ning)?|(?:child|children) in need work|written plans?|contingenc\w+|repeat plans?|cin plans?|\bplans?\b|cp plans?|planning"
        r"|smart\b|back up"
    ),
    "visits_direct_work": (
        r"(?:statutory |purposeful |social work )?visit(?:s|ing)?(?: to (?:children|young people)(?: on (?:child )?(?:protection )?plans?| placed far away)?)?"
        r"|(?:change|changes|consistency|continuity) (?:of|in) (?:social )?workers?|number of (?:\w+ ){0,2}workers"
        r"|relationships? (?:\w+ ){0,7}social workers?|lived experiences?|same social worker"
        r"|play based work|direct work|seen alone"
    ),
    "neglect": r"neglect(?:ful|ed)?(?: tool(?:kit)?)?|graded care profile|homes? stay dirty|long term harm|food is short|dirty",
    "domestic_abuse": (
        r"(?:fathers|parents|adults|men) who (?:cause )?(?:harm|abuse)|domestic (?:abuse|violence)"
        r"|witness(?:es|ing)? abuse|coercive control|perpetrators?|abuse at home|\bda\b|marac"
    ),
    "exploitation": (
        r"(?:teenagers|young people|children) (?:are )?at risk (?:in|of) (?:the community|places)"
        r"|(?:risk )?assessments? (?:of|for) (?:an? )?exploited \w+|(?:sexual|criminal|child)? ?exploit\w+"
        r"|outside (?:of )?the (?:family )?home|extra familial(?: (?:harm|risks?))?|places where teenagers are at risk"
        r"|contextual safeguarding|serious youth violence|traffick(?:ing|ers)|drawn into dealing|radicali[sz]\w+"
        r"|county lines|drug dealing|knife crime|prevent (?:duty|agenda|strategy|referrals?|training)|\bcse\b|\bcce\b|gangs?"
    ),
    "missing": (
        r"missing(?: from (?:home|care)(?: (?:and|or|/) (?:home|care))?)?"
        r"|return(?: home)? (?:interviews?|talks?|conversations?)|absent from (?:care|home)|go(?:es|ing)? missing"
        r"|being away|run away|rhis?\b"
    ),
    "early_help": (
        r"family help|early help(?: (?:offer|plans?|assessments?|services?))?|family (?:support )?workers?|waits? for family workers"
        r"|prevention(?: services)?|early intervention|targeted support|family support|family hubs?|preventative"
    ),
    "pre_proceedings": (
        r"(?:before |family )?courts?(?: (?:work|chronologies|statements?|proceedings))?"
        r"|legal (?:planning|gateway)(?: meetings?)?|letters? before (?:action|proceedings)"
        r"|letters that parents can follow|public law outline|pre proceedings?|(?:care |before )?proceedings|(?:final )?hearings?|\bplo\b"
    ),
    "pre_birth": (
        r"(?:planning|plans|assessments?) (?:for|of) unborn(?: babies| children)?"
        r"|pre birth(?: (?:assessments?|planning|plans?|work))?|before birth|expectant|antenatal|unborn"
    ),
    "homeless_16_17": (
        r"(?:young people|teenagers|children|16 and 17 year olds?) (?:\w+ ){0,3}(?:present(?:ing)? as |(?:are|become|becoming) )?homeless"
        r"|homeless (?:young people|teenagers|children|16 \S+ 17 year olds)"
        r"|aged 16(?:/| and | or | to )17(?: years?)?(?: olds?)?|16 (?:and|/|to|or)? ?17 ?(?:years? ?olds?)?"
        r"|protocol with the housing team|joint housing protocol|16 and 17 year olds?|youth homelessness|homeless(?:ness)?"
        r"|southwark"
    ),
    "private_fostering": r"hosts? of foreign students|private(?:ly)? foster\w*|language students|foreign students|host famil\w+",
    "disabled_children": (
        r"transitions?(?: planning| plans?)? (?:to|into) adult(?:hood)?(?: (?:social care |health )?services?)?"
        r"|(?:children|young people|those) with (?:more )?(?:complex|additional) needs"
        r"|disabled (?:children|young people|child)|disabilit(?:y|ies)(?: (?:team|service))?|preparation for adulthood"
        r"|transition(?:al)? plans?|preparing for adulthood|adult services|short breaks?"
    ),
    "lado": r"concerns? about (?:\w+ )?(?:professionals|people who work)|(?:local authority )?designated officers?|positions? of trust|allegations?|\blado\b",
    "missing_education": (
        r"(?<=missing from (?:home|care) )(?:and|or) (?:from )?education|(?:children )?(?:who are )?missing(?: from|(?: out)? (?:on|of))? (?:an? |their )?(?:education|schools?)"
        r"|not in (?:full time )?(?:education(?! employment)|school)|educated (?:otherwise(?: than at school)?|at home)|home educat\w+(?: children)?(?: with a plan)?"
        r"|part time (?:timetables?|schooling)|elective(?:ly)? home educat\w+|without a school place|unregistered schools?"
        r"|alternative provision|out of school|exclusions?|excluded|\bcme\b|\behe\b"
    ),
    "permanence": (
        r"(?:plans|planning|drift and delay in|matching|decisions?) (?:for|towards|of|in|about) permanen(?:ce|cy)"
        r"|(?:plans? for )?long term fostering|(?:placed |left |living )?(?:at home )?on (?:a )?care orders?(?: at home)?|permanen(?:ce|cy|t)(?: (?:planning|plans|decisions?|homes?|families))?"
        r"|long term (?:homes?|fostering|placements?|care|matching)|drift (?:and|or) delay (?:for|in) (?:\w+ ){0,3}care"
        r"|placed (?:with|at home with) (?:their )?parents|(?:care )?orders (?:are )?(?:ended|discharged)"
        r"|special guardian\w*(?: orders?)?|discharge of care orders?|plac\w+ with parents|parallel planning"
        r"|family finding|sgos?\b"
    ),
    "life_story_work": r"life story(?: (?:work|books?|book))?|memory (?:boxes|books|box)|later (?:in )?life letters?",
    "placement_sufficiency": (
        rf"(?:choice|range|availability|supply|lack) of (?:\w+ ){{0,3}}{_PLACE}|sufficiency(?: of (?:\w+ ){{0,3}}{_PLACE})?|(?:in)?sufficient (?:\w+ )?{_PLACE}"
        rf"|suitable (?:\w+ )?{_PLACE}|placement (?:choice|sufficiency|commissioning|availability)"
        r"|(?:more|enough|too few|few) (?:\w+ )?(?:homes|placements)|(?:moves at )?short notice(?: for lack of choice)?"
        r"|out of (?:area|borough|county)(?: placements?)?|placed (?:far away|at a distance|out of area)"
        r"|local (?:placements|homes|foster homes)|homes for teenagers|lack of choice|commissioning"
    ),
    "unregistered_placements": (
        r"(?:placements? (?:of children )?in |children (?:living |placed )?in )?(?:unregistered|unregulated|unlawful)(?: (?:children's )?(?:homes?|placements?|settings?|provision|accommodation))?"
        r"|crisis (?:settings|beds|placements)|not registered with ofsted|deprivation of liberty|ofsted registration"
        r"|dols?\b"
    ),
    "placement_stability": (
        r"(?:stability|disruption|breakdown) of (?:\w+ ){0,2}(?:placements?|homes?)"
        r"|placement (?:stability|moves?|breakdowns?|disruptions?)|matching(?: (?:notes|decisions|processes|of children))?"
        r"|(?:fewer |number of )?(?:placement )?moves|support when a placement \w+|brothers and sisters"
        r"|a placement wobbles|why a home fits|siblings?"
    ),
    "foster_carers": (
        r"(?:recruitment|recruiting|retention|assessment|assessing|support|supporting|training|reviews?|supervision)(?: and \w+)? (?:of|for) (?:\w+ )?(?:foster )?carers"
        r"|foster(?:ing)? (?:carers?|families|service|panel)|more carers(?: for siblings?(?: groups?)?)?"
        r"|(?:yearly |annual )?reviews of carers|carers? (?:recruitment|reviews?)|(?:lack of )?local carers"
        r"|delegated authority|foster care\b|mockingbird|fostering"
    ),
    "kinship_family": (
        r"contact (?:with|between) (?:\w+ ){0,4}?(?:family|families|parents?|siblings|brothers(?: and sisters)?|relatives|grandparents)"
        r"|family (?:group )?(?:conferenc\w+|decision making|meetings?)"
        r"|return(?:ed|ing)? home\b(?! interview| talk| conver)|(?:supervised|family|sibling|parental) contact"
        r"|connected (?:persons?|carers?|people)|grandparents(?: who care)?|family network\w*|wider famil\w+|family time"
        r"|reunif\w+|(?:placing children with |placed with )?relatives|viability assessments?|kinship"
    ),
    "adoption": (
        r"(?:support )?plans? for adopters|adopt(?:ion|ions|ive|ers?|ed)(?: (?:support|planning|scorecard|matching|agency|panel))*|regional adoption agency"
        r"|between order and match|placement orders?"
    ),
    "care_plans_reviews": (
        r"(?:looked after|child in care|children in care|lac) reviews?|independent reviewing(?: (?:officers?|service))?"
        r"|child protection (?:conference )?chairs?|reviewing (?:officers?|services?)|care plan(?:s|ning)?"
        r"|statutory reviews?|conference chairs|escalation|\biros?\b"
    ),
    "health_in_care": (
        r"(?:initial |review )?health (?:assessments?|checks|needs|reviews)|mental health(?: (?:support|services?|needs))?"
        r"|emotional (?:support|well ?being|health|well being)|strengths and difficulties|health of children in care"
        r"|first health checks|dental(?: checks)?|immuni[sz]ations?|\bihas?\b|\brhas?\b|dentists?|therap\w+|sdqs?\b|camhs"
    ),
    "education_in_care": (
        rf"education(?:al)? (?:outcomes|progress)? ?(?:of|for) (?:children )?{_IN_CARE}"
        r"|(?:educational )?(?:attainment|achievement)|personal education plans?|school attendance|(?<!agency )attendance(?! (?:of|by|at) (?:the |all )?(?:police|partners?|health|agenc|strategy|meetings?|core|conferences?|visits))|education plans?"
        r"|virtual school|pupil premium|peps?\b"
    ),
    "uasc": (
        r"unaccompanied(?: (?:asylum seeking )?(?:children|young people|minors))?"
        r"|asylum(?: seek\w+)?(?: (?:children|young people))?|immigration status|age assessments?|advice on status"
        r"|interpreters?|trafficked|uasc"
    ),
    "pathway_planning": (
        rf"transitions? (?:for|of) (?:\w+ ){{0,3}}{_LEAVERS}"
        r"|(?:planning|preparation|preparing|plans?) (?:for|of|towards) independen\w+"
        r"|(?:quality of )?pathway plan(?:s|ning)?|plans? (?:for|of|made with) (?:\w+ )?(?:care leavers?|care experienced)|independen(?:ce(?! of)|t living)(?: skills)?|transition(?:s)? to independen\w+"
        r"|leaving care plans?|transition planning"
    ),
    "personal_advisers": (
        rf"{_LEAVERS}(?: with)? whom contact is lost|contact with (?:\w+ ){{0,2}}{_LEAVERS}"
        r"|(?:over|past|beyond|aged?|after)(?: the age of)? 21(?: (?:or|and) over)?"
        r"|support (?:for \w+ \w+ )?(?:past|after|beyond) (?:the age of )?21|18 (?:to|and) 25(?: year olds)?"
        r"|personal advis[eo]rs?|\bpas?\b(?: support)?|keep(?:ing)? in touch|contact (?:has been|was|had been) lost|lost contact|named advis[eo]rs?|contact is lost"
        r"|advis[eo]rs?|21 or over|in touch"
    ),
    "care_leaver_accommodation": (
        rf"(?:suitable|safe) (?:homes?|accommodation|housing) for {_LEAVERS}"
        rf"|(?:suitable |safe )?accommodation(?: (?:for|of) {_LEAVERS})?|housing(?: (?:advice|options|support))?"
        r"|lodging(?:s)?(?: advice)?|bed and breakfasts?|supported lodgings?|hotels?(?: stays?)?|staying close"
        r"|settled homes?|shared flats|staying put|tenanc\w+|custody|b&b"
    ),
    "care_leaver_eet": (
        r"education,? (?:employment|training),? (?:and|or) (?:training|employment)"
        r"|employment(?:,? (?:education )?(?:and|or) training)?|(?:without|in|into) (?:work|jobs?)(?: or study)?"
        r"|not in education,? employment or training|further education|apprentice(?:s|ships?)|work or study|neets?\b|\beet\b"
    ),
    "care_leaver_offer": (
        rf"(?:clear )?(?:information|leaflets?) (?:\w+ ){{0,3}}(?:for|to|on) (?:{_LEAVERS}|money and rights)"
        rf"|health (?:histor\w+|passports?|summar\w+|information)(?: (?:for|given|of) .{{0,20}}{_LEAVERS})?"
        rf"|care leavers?(?:'|s')?s? (?:local )?offer|offer (?:for|to) {_LEAVERS}|local offer(?: (?:for|to) {_LEAVERS})?|rights(?: and entitlements?)?"
        r"|national insurance|money and rights|entitlements?|passports"
    ),
    "management_oversight": (
        r"(?:frontline |front line )?(?:management|managerial|managers'?|line management|senior management)(?: and \w+)? (?:oversight|grip|direction|challenge|supervision|decision making)"
        r"|(?:professional |management )?challenge(?! (?:from|by) (?:the )?(?:independent|reviewing|iro|corporate|child protection))"
        r"|supervision(?! of (?:contact|family time))|(?:frontline|first line|team) managers?"
        r"|managers (?:who|at all levels|notice|know|must|should|do not)|(?:case |management )?direction of|decision making by managers"
        r"|note keeping by managers|supervised practice|line manage\w+|case direction|reflecti\w+|oversight|\bgrip\b"
    ),
    "quality_assurance": (
        r"learning (?:loop|from (?:audits?|reviews?|complaints))|quality assur\w+(?: (?:framework|arrangements))?"
        r"|qa(?: framework)?\b|practice standards?|practice reviews?|dip sampl\w+|moderation|audit\w*"
    ),
    "performance_data": (
        r"(?:oversight of )?performance(?: (?:information|data|management|reports?|reporting|framework|indicators|monitoring))*"
        r"|(?:electronic )?(?:recording|case management|it|ict) systems?"
        r"|(?:management )?information (?:systems?|technology)|tracking(?: of)?(?= (?:of )?(?:performance|data))"
        r"|data(?: (?:quality|systems?|collection))?|electronic (?:records?|systems?)|reports that managers can trust"
        r"|management information|reliable figures|dashboards?|figures on|trackers?"
    ),
    "case_recording": (
        r"(?:case |management )?record(?:ing|s|ed)?(?: (?:up to date|finished|kept|keeping))?"
        r"|rationale(?: (?:is|are|for decisions))?(?: recorded)?|written (?:to the child|on file)"
        r"|case (?:notes|files|records?)|reasons for decisions|minutes of meetings|record keeping|note keeping|(?:written|set|put) down|(?:case )?summaries|documentation|\bfiles\b|on file"
    ),
    "leadership_governance": (
        r"(?:the )?(?:challenge (?:by|from) (?:the )?)?corporate parent(?:s|ing)?(?: (?:panel|board|approach|strategy))?"
        r"|(?:senior|strategic|political|corporate) (?:leaders?|managers|leadership)"
        r"|(?:challenge by the )?(?:political |effective )?scrutiny|leaders?'?(?: knowledge of frontline work)?"
        r"|self (?:assessment|evaluation|knowledge)|pace of (?:change|improvement)|improvement board|elected members"
        r"|line of sight|leadership|governance"
    ),
    "workforce": (
        r"recruitment(?: and retention)?(?: of (?:staff|social workers))?"
        r"|(?:social work |staff(?:ing)? |service |management )capacity|(?:staff |social work )?training(?! or employment)"
        r"|agency (?:managers|staff|workers|social workers)|newly qualified(?: (?:staff|social workers))?"
        r"|permanent (?:staff|workforce|social workers)|(?:staff|workforce|social worker) turnover"
        r"|social work(?:er)? (?:capacity|stability)|(?:social work )?workforce|case ?loads?|vacanc\w+|retention|turnover"
        r"|asyes?\b|staffing|(?:social )?workers in their first year|(?:un)?allocated (?:social )?workers?|unallocated|workers? leaves?"
    ),
    "partnership": (
        r"multi agency(?: (?:working|arrangements|partnership|response|partners))?"
        r"|safeguarding (?:children )?(?:partnership|board|children board)"
        r"|health (?:partners|services|agencies|colleagues)|(?:local )?safeguarding children(?:'s)? board"
        r"|police(?: and health)?(?! notif| notices)|shar\w+ (?:of )?(?:\w+ )?information|partnership(?:s)?(?: working)?"
        r"|shar(?:e|ing) (?:of )?(?:\w+ ){0,5}with (?:\w+ )?(?:gps?|schools?|partners?|health|police)|\bgps?\b|joint (?:working|protocols?)|all agencies(?: present)?|information sharing|partner agenc\w+|partners(?:'| )?"
        r"|inter agency|lscb"
    ),
    "voice_participation": (
        r"(?:family |parents' |children's )?feedback (?:from|of) (?:children|families|parents|young people)"
        r"|(?:children's|young people's|child's|parents') (?:views|words|voices)"
        r"|voices?(?: of (?:the )?(?:child\w*|young people))?|opportunit\w+ .{0,40}(?:have a voice|influence)"
        r"|what (?:families|children|parents|young people|carers) (?:say|think|want)|(?:made|written|drawn up) with,? (?:and not for,? )?(?:the )?(?:young|children|child|families)|(?:come|go|attend) (?:to )?their (?:own )?(?:conferences|reviews|meetings)|children in care council|independent visitors?|wishes and feelings|participat\w+|ask families|listen\w* to"
        r"|complaints?|\bviews\b|advoca\w+"
    ),
    "identity_diversity": (
        r"(?:cultur\w+|ethnic\w*|religio\w+|faith)(?: and (?:identity|faith|ethnicity|religion))?"
        r"|language(?: needs)?(?! students)|hair and faith needs|\brac(?:e|ial)\b|identit\w+|equalit\w+|diversity"
        r"|sexuality"
    ),
    "send_local_area": (
        r"(?:local offer|waiting times|annual reviews?|transition\w*|co production|provision) (?:for|of) (?:\w+ ){0,4}(?:send|special educational needs)(?: and(?:/or)? disabilit\w+)?"
        r"|education,? health and care (?:plans?|assessments?|needs assessments?)"
        r"|special educational needs(?: and(?:/or)? disabilit\w+)?|autism(?: (?:pathways?|assessments?|spectrum))?"
        r"|ehc (?:plans?|assessments?|needs assessments?)|parents as partners(?: in planning services)?"
        r"|neurodevelopment\w*(?: pathways?)?|(?:written )?statement of action|joint(?:ly)? commission\w+|annual reviews?"
        r"|co produc\w+|\bsend\b|ehcps?\b"
    ),
}
"""Code → triggers, joined by "|" with the longer phrase first, in the order of the vocabulary."""

MASKED = (
    r"(?:improvement|action|business|development) plans?|children on (?:a )?plans?|(?:and |who are )on (?:a |an )?(?:child )?(?:protection )?plans?|assessment service|strategic planning|(?:is|are|was|were) missing(?! from)|when a plan ends|missing opportunit\w+|health and safety"
    r"|lack of information"
)
"""Phrases that hold a trigger's words and name no theme."""

CONTEXT: tuple[tuple[str, str, str], ...] = (("care_leaver_offer", "send_local_area", r"\bsend\b|special educational|\behc"),)
"""(code, other, pattern): `code` becomes `other` when the pattern stands in the same words."""

GROUPS = frozenset({"homeless_16_17", "disabled_children", "uasc", "exploitation", "private_fostering", "pre_birth"})
"""Themes of a group of children; they displace the generic process that is done for the group."""

GENERIC = frozenset({"assessments", "plans", "visits_direct_work"})
"""Processes done for every child, which yield to a group or to a more specific plan."""

PLACEMENTS = frozenset({"placement_sufficiency", "placement_stability", "unregistered_placements"})
"""Oversight of placements is a matter of placements, not of managers."""

CAUSES = ("management_oversight", "workforce", "case_recording")
"""Named as the cause in many areas, so they come last."""

DETAIL = r"\bincluding\b|\bso that\b|\bto ensure\b|\bin order to\b|\bsuch as\b|\bin particular\b|\bparticularly\b|\bespecially\b"
"""What follows is detail; themes are taken from it only when the head names none."""

OPENING = r"^(?:(?:ensure|make sure)(?: that)?|improve|review|strengthen|continue to \w+|further develop|develop|increase|take (?:steps|action) to)\b,? ?"
"""Imperatives that open a recommendation of the single inspection framework and name nothing."""

DRIFT = r"\bdrift\b|\bdelays?\b"
"""Drift or delay names permanence when care or permanence is named with it, plans when plans are."""

SEND_SETTING = r"\bSEND\b|\b[Ss]pecial [Ee]ducational [Nn]eeds?\b|\b[Ll]ocal [Aa]rea(?: [Pp]artnership)?\b|\b[Ww]ritten [Ss]tatement of [Aa]ction\b|\bWSoA\b|\b[Aa]ccelerated [Pp]rogress [Pp]lan\b"
OTHER_SETTING = r"\bILACS\b|\bJTAI\b|\b[Jj]oint [Tt]argeted\b|\b(?:[Ff]ocuss?ed|[Mm]onitoring) [Vv]isit\b|\b[Ss]ingle [Ii]nspection\b|\b[Cc]hildren[’']s (?:[Ss]ocial [Cc]are|[Ss]ervices)\b"
"""Names of inspections: what an area inspection finds concerns the local area, whatever its words."""
