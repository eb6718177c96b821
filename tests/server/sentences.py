"""The stock of sentences. All our own; `{slots}` are filled by `tests.server.texts`."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "September", "October", "November")
COUNCILLORS = (
    "Tresk", "Caulder", "Ormwell", "Pennick", "Harbury-Stane", "Quillfeather", "Dunsop", "Lathmoor", "Okonjo-Reave", "Vellacott", "Sarn", "Brindle-Hay",
    "Matharu-Stone", "Eskdale-Poole", "Farthingstone", "Zellweg",
)  # fmt: skip
OFFICERS = (
    "the Director of Children’s Services", "the Assistant Director (Safeguarding)", "the Head of Quality Assurance", "the Principal Social Worker",
    "the Service Manager for Children in Care", "the Head of the Virtual School", "the Executive Director of People",
)  # fmt: skip
PLACES = (
    "Harrow Lane",
    "Millbeck",
    "the northern villages",
    "Stanegate",
    "Coldharbour",
    "Priory Ward",
    "the town centre",
    "Eastmarsh",
    "Larkrise",
)
SERVICES = (
    "the front door", "the fostering service", "early help", "the leaving care team", "the court team", "the contact centre", "children with disabilities",
)  # fmt: skip

INTRODUCTIONS = (
    "{officer} presented the report on the {visit} that Ofsted had carried out in {visited}.",
    "The Committee received a report which set out the outcome of the {visit} by Ofsted in {visited}.",
    "{officer} introduced the report and reminded members that Ofsted had undertaken the {visit} in {visited}.",
    "Members considered the improvement plan that followed the {visit} which Ofsted had carried out in {visited}.",
)
FINDINGS = (
    "Ofsted judged the overall effectiveness of children’s services to be {grade}, and the impact of leaders on social work practice to be {grade2}.",
    "Inspectors found that the experiences and progress of children who need help and protection were {grade}; those of children in care were {grade2}.",
    "The inspectors had concluded that services for children were {grade} overall and that care leavers received a service that was {grade2}.",
    "The overall judgement was {grade}, while the experiences and progress of children in care were judged {grade2}.",
)
AREAS = (
    "The timeliness and quality of assessments when children first come to the attention of {service}.",
    "The consistency with which managers oversee work and record their reasons.",
    "The sufficiency of suitable homes for children in care and for young people leaving it.",
    "The quality of written plans, so that families in {place} understand what must change.",
    "How return home interviews are offered to children who have been missing, and what is learnt from them.",
    "The stability of the workforce and the size of caseloads in {service}.",
    "The availability of health histories for care leavers.",
    "Supervision of social workers in {service}, so that it is regular and reflective.",
)
DISCUSSION = (
    "{cllr} asked how the backlog of {n} assessments had arisen and when it would be cleared.",
    "In reply, {officer} said that {pct}% of assessments were now completed within 45 working days, against {m}% a year earlier.",
    "{cllr} was concerned that agency staff still filled {m} posts in {service}.",
    "It was explained that {n} permanent social workers had joined since {month} and that the average caseload had fallen to {m}.",
    "Members heard that the improvement board met every month and that its chair reported to the department.",
    "{officer} undertook to circulate the figures for {place} outside the meeting.",
    "{cllr} welcomed the candour of the report but asked for evidence that children could feel the difference.",
    "The Committee was told that audits in {month} had graded {pct}% of the work examined as meeting the expected standard.",
    "A member of the youth council spoke about visits to {place} and about what young people had asked for.",
    "{cllr} enquired whether the {money} set aside for {service} would be spent before the end of the financial year.",
    "{officer} confirmed that the monitoring arrangements would remain until the next visit.",
    "In response to a question about {service}, it was stated that {n} families had been supported in the last quarter.",
    "{cllr} noted that the number of children in care had risen from {n} to {m} and asked what lay behind it.",
    "The Committee discussed the recruitment of foster carers in {place}, where {m} households had come forward.",
    "{officer} acknowledged that the pace of change in {service} had been too slow before {month}.",
    "It was reported that {pct}% of care leavers were in suitable accommodation and {m}% in education, training or work.",
    "{cllr} asked that the risk register be shared with members each quarter.",
    "Partners from health and the police had been invited and described how referrals to {service} were now screened together.",
    "The Chair thanked staff in {service} for their work during a demanding period.",
    "{cllr} suggested that a visit to {service} in {month} would help members to understand the daily pressures.",
    "{officer} reported that the new recording system had gone live in {month} and that {n} staff had been trained.",
    "Members asked about the {pct}% of contacts that led to no further action and how decisions on them were checked.",
    "The Committee heard that the vacancy rate in {service} stood at {m}%, compared with {pct}% when inspectors had been on site.",
    "{cllr} said that families in {place} still waited too long for a first visit.",
    "It was explained that the plan held {m} actions, of which {n} milestones had been reached and the rest were on course.",
    "{officer} described how the views of {n} children had been gathered and what had been altered as a result.",
    "A question was put about the cost of residential placements, which had exceeded the budget by {money}.",
    "{cllr} asked whether the judgement had affected recruitment and was told that applications had held up.",
)
TRAILERS = (
    "{officer} gave an account of the work of the directorate since {month}, including the opening of a family hub in {place}.",
    "{officer} drew attention to the quarter’s indicators, of which {m} were on target, and to the new offer for young carers in {place}.",
)
NEAR_MISSES = (
    "Members noted that Ofsted had visited {n} schools since {month} and that the primary school at {place} was judged to be good.",
    "The nursery at {place} had been inspected by Ofsted and kept its registration.",
    "{officer} reported that {pct}% of pupils attended a school that Ofsted had rated good or better.",
    "It was hoped that a neighbouring authority’s experience with Ofsted would be shared in {month}.",
)
RESOLUTIONS = (
    "the report be noted",
    "the improvement plan be endorsed",
    "a further report be brought to the meeting in {month}",
    "{officer} be asked to circulate the figures on {service} to members",
    "the Chair write to the department on the Committee’s behalf",
    "Cabinet be recommended to protect the budget of {service}",
    "an update on {service} be added to the work programme",
    "authority be delegated to {officer} to conclude the arrangements",
)
PROCEDURE = {
    "Apologies for Absence": "Apologies were received from Councillors {first} and {second}.",
    "Declarations of Interest": "There were no declarations of interest.",
    "Minutes of the Previous Meeting": "The minutes of the meeting held on {previous} were confirmed as a correct record and signed by the Chair.",
    "Public Participation": "There were no questions or petitions from members of the public.",
    "Urgent Items": "There were no urgent items.",
    "Work Programme": "The work programme was agreed, with the additions that members had asked for.",
}
OFF_TOPIC = {
    "planning": (
        "The Committee considered an application for {m} dwellings on land at {place}.",
        "{cllr} spoke against the proposal and referred to the traffic on the lane, where {n} vehicles had been counted in a day.",
        "The officer’s view was that the loss of {m} trees could be made good by planting elsewhere on the site.",
        "A resident of {place} addressed the meeting about drainage and the height of the ridge.",
        "Permission was recommended subject to conditions on hours of work and on materials.",
    ),
    "licensing": (
        "The Sub-Committee heard an application to vary the licence of premises at {place}.",
        "The applicant offered to keep a register and to end live music at eleven o’clock.",
        "{n} representations had been received, of which {m} were later withdrawn.",
    ),
    "finance": (
        "The report set out the position at the end of {month}, an overspend of {money} against the revised estimate.",
        "{cllr} asked about the {pct}% collection rate of council tax and about reserves.",
        "The external auditor expected to give an opinion in {month}.",
        "Savings of {money} had been identified, of which {pct}% were rated green.",
    ),
    "highways": (
        "Members discussed the resurfacing programme for {place} and the {n} requests still outstanding.",
        "{cllr} asked when the crossing at {place} would be installed.",
        "The bridge would be closed for {m} nights in {month}.",
    ),
    "environment": (
        "The recycling rate had reached {pct}% and {n} tonnes less had gone to landfill.",
        "Volunteers in {place} had planted {n} whips along the old railway.",
        "{cllr} raised the matter of fly-tipping, which had risen by {m} incidents.",
    ),
    "housing": (
        "{n} homes had been let since {month}, with an average turnaround of {m} days.",
        "The contractor would replace {m} roofs at {place}.",
        "{cllr} asked about damp in the older blocks.",
    ),
    "pensions": (
        "The fund had returned {m} basis points above its benchmark in the quarter to {month}.",
        "Members received a presentation by the manager of the property mandate, worth {money}.",
    ),
    "culture": (
        "Attendance at the museum had grown to {n} a week.",
        "The library at {place} would open on Saturdays from {month}.",
    ),
    "children": (
        "The Committee considered the report on school places in {place}, where {n} pupils were expected.",
        "{officer} spoke about attendance, which stood at {pct}%, and about the summer playscheme.",
        "Youth workers had met {n} young people in {place} since {month}.",
    ),
}
