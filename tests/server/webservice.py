"""`mgWebService.asmx`: the operations a minutes reader needs, with the replies' oddities, over GET, form post and SOAP 1.1."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import date, datetime
from xml.etree import ElementTree

from tests.server.frame import slashed
from tests.server.meeting_pages import View, document_address
from tests.server.model import Committee, Document, Item, Meeting
from tests.server.word import word_html

NAMESPACE = "http://moderngov.co.uk/namespaces/"
PARAMETERS = {
    "getcommittees": (),
    "getmeetings": ("lcommitteeid", "sfromdate", "stodate"),
    "getallmeetingsbydate": ("lcommitteeid", "sfromdate", "stodate", "bisascendingdateorder"),
    "getmeeting": ("lmeetingid",),
    "getattachment": ("lattachmentid",),
    "checkcomms": (),
}
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


class ServiceFault(Exception):
    """The service answers 500 with this text."""


def reply(view: View, operation: str, arguments: Mapping[str, str]) -> bytes:
    """Return the XML of an operation (name and keys in lower case); raises ServiceFault for what ASP.NET refuses."""
    if operation not in PARAMETERS:
        raise ServiceFault(f"{operation} Web Service method name is not valid.")
    for name in PARAMETERS[operation]:
        if name not in arguments:
            raise ServiceFault(f"Missing parameter: {name}.")
    if operation == "getcommittees":
        text = _committees(view)
    elif operation in ("getmeetings", "getallmeetingsbydate"):
        text = _meetings(view, operation, arguments)
    elif operation == "getmeeting":
        text = _meeting(view, view.council.meetings.get(_number(arguments["lmeetingid"])))
    elif operation == "getattachment":
        text = _attachment(view, _number(arguments["lattachmentid"]))
    else:
        text = '<string xmlns="http://moderngov.co.uk/namespaces/">OK</string>'
    return (_DECLARATION + text).encode()


def parse_soap(body: bytes) -> tuple[str, dict[str, str]]:
    """Return operation and arguments of a SOAP request, in lower case; raises ServiceFault for what is not one."""
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise ServiceFault("Server was unable to read request.") from error
    for element in root.iter():
        if element.tag.startswith(f"{{{NAMESPACE}}}"):
            return element.tag.split("}")[1].lower(), {child.tag.split("}")[-1].lower(): child.text or "" for child in element}
    raise ServiceFault("Server did not recognize the value of HTTP Header SOAPAction.")


def wrap_soap(operation: str, xml: bytes) -> bytes:
    """Return a reply inside its envelope."""
    inner = xml.decode().removeprefix(_DECLARATION)
    return (
        f'{_DECLARATION}<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><{operation}Response xmlns="{NAMESPACE}">'
        f"<{operation}Result>{inner}</{operation}Result></{operation}Response></soap:Body></soap:Envelope>"
    ).encode()


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise ServiceFault(f"Cannot convert {text} to System.Int32.") from error


def _twice(text: str) -> str:
    """Encode a title twice, as the service does."""
    return html.escape(html.escape(text, quote=False).replace("'", "&#39;"), quote=False)


def _flag(value: bool) -> str:
    return "True" if value else "False"


def _committees(view: View) -> str:
    bodies = view.council.committees
    entries = "".join(
        f"\n  <committee>\n    <committeeid>{body.id}</committeeid>\n    <committeetitle>{_twice(body.title)}</committeetitle>"
        f"\n    <committeedeleted>False</committeedeleted>\n    <committeeexpired>{_flag(not body.live)}</committeeexpired>"
        f"\n    <committeecategory>{html.escape(body.category)}</committeecategory>\n  </committee>"
        for body in bodies
    )
    return f"<committees>\n  <committeescount> {len(bodies)}</committeescount>{entries}\n</committees>"


def _date(text: str) -> date | None:
    """Return a dd/mm/yyyy date; None for any other text, which then limits nothing."""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None


def _meetings(view: View, operation: str, arguments: Mapping[str, str]) -> str:
    wanted = _number(arguments["lcommitteeid"])
    first, last = _date(arguments["sfromdate"]), _date(arguments["stodate"])
    everything = wanted == view.council.site.all_committees
    groups: list[tuple[Committee, list[Meeting]]] = []
    for body in view.council.committees:
        if everything or body.id == wanted:
            days = [(meeting.shown_day(view.today), meeting) for meeting in body.meetings]
            found = [
                meeting
                for day, meeting in sorted(days, key=lambda pair: pair[0])
                if (not first or day >= first) and (not last or day <= last)
            ]
            groups.append((body, found))
    total = sum(len(found) for _, found in groups)
    if operation == "getallmeetingsbydate":
        listed = sorted(
            ((meeting, body) for body, found in groups for meeting in found), key=lambda pair: pair[0].shown_day(view.today)
        )
        if arguments["bisascendingdateorder"].lower() == "false":
            listed.reverse()
        entries = "".join(
            _listed(view, meeting, f"<committeeid>{body.id}</committeeid><committeetitle>{_twice(body.title)}</committeetitle>")
            for meeting, body in listed
        )
        return f"<getallmeetingsbydate>\n  <meetingscount> {total}</meetingscount>{entries}\n</getallmeetingsbydate>"
    entries = "".join(
        f"\n  <committee>\n    <committeeid>{body.id}</committeeid>\n    <committeetitle>{_twice(body.title)}</committeetitle>"
        f"\n    <committeemeetingcount> {len(found)}</committeemeetingcount>\n    <committeemeetings>"
        f"{''.join(_listed(view, meeting) for meeting in found)}\n    </committeemeetings>\n  </committee>"
        for body, found in groups
    )
    return f"<getmeetings>\n  <meetingscount> {total}</meetingscount>\n  <committeescount> {len(groups)}</committeescount>{entries}\n</getmeetings>"


def _listed(view: View, meeting: Meeting, extra: str = "") -> str:
    return (
        f"\n      <meeting>\n        <meetingid>{meeting.id}</meetingid>\n        <meetingdate>{slashed(meeting.shown_day(view.today))}</meetingdate>"
        f"\n        <meetingstatus>{_status(view, meeting)}</meetingstatus>\n        <meetingtime>{meeting.time}</meetingtime>"
        f"\n        <iswebcast>False</iswebcast>{extra}\n      </meeting>"
    )


def _status(view: View, meeting: Meeting) -> str:
    if meeting.cancelled:
        return "Cancelled"
    return "Provisional" if meeting.state(view.today) == "future" else "Confirmed"


def _meeting(view: View, meeting: Meeting | None) -> str:
    if meeting is None:
        return "<meeting>\n</meeting>"
    state = meeting.state(view.today)
    minuted = state in ("draft", "confirmed")
    items = "" if state in ("future", "cancelled") else "".join(_item(view, meeting, item) for item in meeting.items)
    return (
        f"<meeting>\n  <meetingid>{meeting.id}</meetingid>\n  <meetingdate>{slashed(meeting.shown_day(view.today))}</meetingdate>"
        f"\n  <meetingstatus>{_status(view, meeting)}</meetingstatus>\n  <isdisplayallowed>True</isdisplayallowed>\n  <meetingtime>{meeting.time}</meetingtime>"
        f"\n  <meetingactualstarttime>\n  </meetingactualstarttime>\n  <meetinglocation>Committee Room 2, Town Hall</meetinglocation>"
        f"\n  <agendaid>{meeting.agenda_id}</agendaid>\n  <agendapublished>{_flag(state != 'future')}</agendapublished>"
        f"\n  <decisionpublished>{_flag(meeting.has_decisions and state in ('decisions', 'draft', 'confirmed'))}</decisionpublished>"
        f"\n  <minutepublished>{_flag(minuted)}</minutepublished>\n  <agendaitems>{items}\n  </agendaitems>"
        '\n  <attendees>\n    <attendee membertype="Councillor" memberid="101" name="Councillor Tresk" roledescription="Committee Member" attendance="Expected"'
        ' politicalparty="" ward="" representing="" keyposts=""><url /></attendee>\n  </attendees>\n</meeting>'
    )


def _body(view: View, name: str, paragraphs: tuple[str, ...], seed: str) -> str:
    if not paragraphs:
        return f"\n      <{name}>\n      </{name}>"
    markup = word_html(paragraphs, seed)
    return f"\n      <{name}>{markup if view.council.site.literal_xml else html.escape(markup, quote=False)}</{name}>"


def _item(view: View, meeting: Meeting, item: Item) -> str:
    state = meeting.state(view.today)
    minuted = state in ("draft", "confirmed")
    text = meeting.minutes(item, view.today) if meeting.minutes_kind == "text" else ()
    decided = item.decided if item.decision and not item.restricted and state in ("decisions", "draft", "confirmed") else ()
    heading = item.subject == "heading"
    documents = "".join(
        _linked(view, meeting, item, document)
        for document in item.documents
        if document.is_public(view.today) or document.restricted
    )
    return (
        f"\n    <agendaitem>\n      <agendaitemid>{item.id}</agendaitemid>\n      <agendaitemtitle>{_twice(item.title)}</agendaitemtitle>"
        f"{_body(view, 'agendatext', (item.preface,) if item.preface else (), f'{item.seed} preface')}"
        f"\n      <agendaitemnumber>{0 if heading else item.order}</agendaitemnumber>\n      <agendaitemsubnumber>{item.sub}</agendaitemsubnumber>"
        f"{_body(view, 'decisionnonemptyhtmlbody', decided, f'{item.seed} decision') if decided else ''}"
        f"{_body(view, 'minutesnonemptyhtmlbody', text, item.seed) if text else ''}"
        f"\n      <isdecision>{_flag(item.decision)}</isdecision>\n      <isdecisionpublished>{_flag(bool(decided))}</isdecisionpublished>"
        f"\n      <isminutepublished>{_flag(minuted and not heading)}</isminutepublished>\n      <isrestricted>{_flag(item.restricted)}</isrestricted>"
        f"\n      <isdisplayallowed>{_flag(not item.restricted)}</isdisplayallowed>\n      <minutesitemnumber>{item.minute if minuted and item.minute else ''}</minutesitemnumber>"
        f"\n      <linkeddocuments>{documents}\n      </linkeddocuments>\n    </agendaitem>"
    )


def _linked(view: View, meeting: Meeting, item: Item, document: Document) -> str:
    return (
        f"\n        <linkeddoc>\n          <attachmentid>{document.id}</attachmentid>\n          <title>{_twice(document.title)}</title>"
        f"\n          <url>{html.escape(view.base)}mgConvert2PDF.aspx?ID={document.id}</url>\n          <isurl>False</isurl>"
        f"\n          <isrestricted>{_flag(document.restricted)}</isrestricted>\n          <itemnum>{item.order}</itemnum>"
        f"\n          <publicationdate>{slashed(meeting.agenda_on)}</publicationdate>\n          <meetingdate>{slashed(meeting.day)}</meetingdate>"
        f"\n          <committeetitle>{_twice(meeting.committee.title)}</committeetitle>\n          <isdecisionattachment>False</isdecisionattachment>"
        "\n        </linkeddoc>"
    )


def _attachment(view: View, number: int) -> str:
    found = view.council.documents.get(number)
    if not found or not found[2].is_public(view.today):
        return "<attachment>\n</attachment>"
    document = found[2]
    address = re.sub(" ", "%20", document_address(document))
    return (
        f"<attachment>\n  <attachmentdetails>\n    <attachmentid>{document.id}</attachmentid>\n    <title>{_twice(document.title)}</title>"
        f"\n    <url>{html.escape(view.base + address)}</url>\n    <isurl>False</isurl>\n  </attachmentdetails>\n</attachment>"
    )
