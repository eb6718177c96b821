"""All spellings of one address have one key, and different resources have different keys."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.addresses import canonical_key

SITE = "https://democracy.wexmoor.example"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (f"{SITE}/ieListDocuments.aspx?CId=130&MId=4967&Ver=4", "/ielistdocuments.aspx?mid=4967"),
        (f"{SITE}/ieListDocuments.aspx?MID=4967", "/ielistdocuments.aspx?mid=4967"),
        (f"{SITE}/IELISTDOCUMENTS.ASPX?meetingid=4967&J=3&zTS=1#AI200", "/ielistdocuments.aspx?mid=4967"),
        ("http://DEMOCRACY.wexmoor.example.:80/ieListDocuments.aspx?MeetingId=4967", "/ielistdocuments.aspx?mid=4967"),
        (f"{SITE}/(S(abcdefghijklmnopqrstuvwx))/mgAi.aspx?ID=7", "/mgai.aspx?id=7"),
        (f"{SITE}/%28X%281%29S%28abcdefghijklmnopqrstuvwx%29%29/mgAi.aspx?ID=7&XXR=0&$LO$=1", "/mgai.aspx?id=7"),
        (f"{SITE}/moderngov/../moderngov//mgAi.aspx?ID=7", "/moderngov/mgai.aspx?id=7"),
        (f"{SITE}/ieListMeetings.aspx?CommitteeId=12&Year=0", "/ielistmeetings.aspx?cid=12&year=0"),
        (f"{SITE}/mgIssueHistoryHome.aspx?IId=5&Opt=0&PlanId=0", "/mgissuehistoryhome.aspx?iid=5"),
        (
            f"{SITE}/mgDelegatedDecisions.aspx?DR=01/02/2023-03/04/2023&RPId=0",
            "/mgdelegateddecisions.aspx?dr=01%2F02%2F2023-03%2F04%2F2023&rp=0",
        ),
        (
            f"{SITE}/mgDelegatedDecisions.aspx?RP=0&DR=01%2f02%2f2023-03%2f04%2f2023",
            "/mgdelegateddecisions.aspx?dr=01%2F02%2F2023-03%2F04%2F2023&rp=0",
        ),
        (f"{SITE}/mgWebService.asmx/GetMeeting?lMeetingId=9", "/mgwebservice.asmx/getmeeting?lmeetingid=9"),
        (f"{SITE}/documents/s19/Action Plan.pdf", "/documents/s19/action%20plan.pdf"),
        (f"{SITE}/Documents/s19/Action%20Plan.pdf", "/documents/s19/action%20plan.pdf"),
        (f"{SITE}", "/"),
    ],
)
def test_spellings_of_one_address_have_one_key(url: str, key: str) -> None:
    assert canonical_key(url) == f"democracy.wexmoor.example{key}"


def test_what_selects_something_else_has_another_key() -> None:
    urls = [
        f"{SITE}/ieListDocuments.aspx?CId=130&MId=4967",
        f"{SITE}/ieListDocuments.aspx?CId=130&MId=4968",
        f"{SITE}/ieListDocuments.aspx?CId=130&MId=4967&LLL=1",
        f"{SITE}/moderngov/ieListDocuments.aspx?CId=130&MId=4967",
        "https://democracy.wexmoor.example:8443/ieListDocuments.aspx?CId=130&MId=4967",
        f"{SITE}/ieListMeetings.aspx?CId=130",
        f"{SITE}/ieListMeetings.aspx?CId=131",
        f"{SITE}/documents/g12/minutes.pdf?T=0",
        f"{SITE}/documents/g12/minutes.pdf?T=1",
        f"{SITE}/documents/g12/minutes.pdf?T=1&CT=2",
        f"{SITE}/mgIssueHistoryHome.aspx?IId=5&Opt=1",
        "https://www.wexmoor.example/Downloads/Report.pdf?ver=2",
        "https://www.wexmoor.example/downloads/report.pdf?ver=2",
        "https://www.wexmoor.example/downloads/report.pdf?ver=3",
    ]
    for first, second in combinations(urls, 2):
        assert canonical_key(first) != canonical_key(second)


@pytest.mark.parametrize(
    "url", ["", "mgAi.aspx?ID=7", "/mgAi.aspx", "ftp://x.example/", "mailto:a@x.example", "http://", "http://x.example:port/"]
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        canonical_key(url)


@given(st.text(alphabet="/ab%2Ff(S)é .;?&=+#'", max_size=30), st.text(alphabet="aVer=&%2f /é+;", max_size=30))
def test_the_key_of_a_key_is_the_key(path: str, query: str) -> None:
    key = canonical_key(f"{SITE}/{path}?{query}")
    assert canonical_key(f"https://{key}") == key
