"""The verbs of resolutions by what they do, and the other words that `extractors/action_kinds.py` looks for. Data only."""

from __future__ import annotations

from extractors.records import ActionKind

VERBS: dict[ActionKind, str] = {
    ActionKind.DELEGATE: "delegate delegates delegated, authorise authorises authorised, authorize authorizes authorized, empower empowers empowered",
    ActionKind.REFER: "refer refers referred, recommend recommends recommended",
    ActionKind.REQUEST: (
        "request requests requested, ask asks asked, require requires required, invite invites invited, instruct instructs instructed, "
        "direct directs directed, task tasks tasked, provide provides provided, monitor monitors monitored, bring brings brought, "
        "present presents presented, circulate circulates circulated, urge urges urged, encourage encourages encouraged, "
        "call calls called, seek seeks sought"
    ),
    ActionKind.APPROVE: (
        "approve approves approved, adopt adopts adopted, agree agrees agreed, endorse endorses endorsed, accept accepts accepted, "
        "sign signs signed, confirm confirms confirmed, ratify ratifies ratified, clear clears cleared, sanction sanctions sanctioned, "
        "support supports supported, determine determines determined, grant grants granted"
    ),
    ActionKind.NOTE: (
        "note notes noted, receive receives received, welcome welcomes welcomed, acknowledge acknowledges acknowledged, "
        "recognise recognises recognised"
    ),
    ActionKind.OTHER: (
        "exclude excludes excluded, appoint appoints appointed, elect elects elected, thank thanks thanked, congratulate congratulates "
        "congratulated, commend commends commended, pass passes passed, place places placed, record records recorded, defer defers "
        "deferred, withdraw withdraws withdrew withdrawn, adjourn adjourns adjourned, concur concurs "
        "concurred, establish establishes established, form forms formed, consider considers considered, extend extends extended, "
        "comment comments commented, praise praises praised, fund funds funded, create creates created, take takes took taken, "
        "discuss discusses discussed, allocate allocates allocated, award awards awarded, nominate nominates nominated, vary varies varied, suspend suspends suspended, reject rejects rejected, "
        "express expresses expressed, apologise apologises apologised, postpone postpones postponed, cancel cancels cancelled, dissolve dissolves dissolved, "
        "re-elect re-elects re-elected, uphold upholds upheld, deplore deplores deplored, condemn condemns condemned, regret regrets regretted, oppose opposes opposed, "
        "readmit readmits readmitted, re-admit re-admits re-admitted, amend amends amended, close closes closed"
    ),
}
"""Rows "base third past", with a fourth word where the past participle differs from the past."""

ACTIVE_ONLY = frozenset({"supported"})
"""Past forms that decide only in the active voice: who "supported the merger" agreed to it, what is "noted and supported" is noted."""
