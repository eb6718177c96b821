"""Replies of the web service become the page of a meeting, whatever their encoding habits."""

import pytest

from extractors.records import PageKind
from pipeline.errors import ParseError
from pipeline.models import Capture
from pipeline.parse.documents import parse_document
from pipeline.parse.webservice import is_webservice, parse_meeting, parse_reply

BODY = "<div class='WordSection1'><p class='MsoNormal'>Ofsted judged services good.</p><p>RESOLVED that&nbsp;it be noted.</p></div>"


def reply(body: str, *, published: str = "True", extra: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<meeting>
  <meetingid>7</meetingid><meetingdate>03/11/2024</meetingdate><meetingstatus>Confirmed</meetingstatus><agendaid>16</agendaid>
  <minutepublished>{published}</minutepublished>
  <agendaitems>
    <agendaitem><agendaitemid>1</agendaitemid><agendaitemtitle>Children&amp;amp;#39;s Services &amp;amp;amp; Ofsted</agendaitemtitle><agendatext>
      </agendatext><agendaitemnumber>4</agendaitemnumber><minutesitemnumber>21</minutesitemnumber><isminutepublished>True</isminutepublished>
      <minutesnonemptyhtmlbody>{body}</minutesnonemptyhtmlbody><isdisplayallowed>True</isdisplayallowed>
      <linkeddocuments><linkeddoc><attachmentid>9</attachmentid><title>Ofsted letter</title><url>http://a.example/mgConvert2PDF.aspx?ID=9</url>
        <isurl>False</isurl><meetingdate>03/11/2024</meetingdate><committeetitle>Children&amp;amp;#39;s Panel</committeetitle></linkeddoc></linkeddocuments></agendaitem>
    <agendaitem><agendaitemid>2</agendaitemid><agendaitemtitle>Secret</agendaitemtitle><isdisplayallowed>False</isdisplayallowed></agendaitem>{extra}
  </agendaitems>
</meeting>""".encode()


def escaped(markup: str) -> str:
    return markup.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("body", [escaped(BODY), BODY], ids=["escaped", "literal"])
def test_a_meeting_becomes_a_document(body):
    data = reply(body)
    capture = Capture(
        "https://a.example/mgWebService.asmx/GetMeeting?lMeetingId=7", "0" * 64, "x.warc.gz", len(data), content_type="text/xml"
    )
    document = parse_document(capture, data)
    assert document.page_kind is PageKind.MEETING
    (item,) = document.items
    assert (item.number, item.title, item.committee) == ("21", "Children's Services & Ofsted", "Children's Panel")
    assert str(item.meeting_date) == "2024-11-03"
    assert "Minutes:\n" in item.text
    assert "RESOLVED that it be noted." in item.text
    assert not item.truncated


def test_flags_and_files():
    meeting = parse_meeting(parse_reply(reply(escaped(BODY)), "x"))
    assert meeting.minutes_published
    assert meeting.agenda_id == "16"
    assert [document.title for document in meeting.items[0].documents] == ["Ofsted letter"]


def test_lists_hold_no_minutes():
    data = b"<getmeetings>\n <meetingscount> 0</meetingscount></getmeetings>"
    document = parse_document(Capture("https://a.example/mgWebService.asmx/GetMeetings", "0" * 64, "x", len(data)), data)
    assert document.items == ()
    assert document.warnings


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>no</body></html>",
        b"<meeting><agendaitems><agendaitem></meeting>",
        b'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaa">]><meeting>&a;</meeting>',
    ],
)
def test_what_is_no_reply_is_refused(data):
    with pytest.raises(ParseError):
        parse_reply(data, "x")


def test_replies_are_known_by_their_first_element():
    assert is_webservice(b"\xef\xbb\xbf<?xml version='1.0'?>\n<meeting>")
    assert not is_webservice(b"<meetings-of-the-council>")
    assert not is_webservice(b"<html><meeting>")
