"""What kind of site an invented council runs: every switch is a quirk seen on real sites (points of `moderngov.md` section 8)."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Site:
    """One council's site. `name` is what tests call it by; all else has the behaviour of a well-kept site as its default.

    root            application directory, with slashes at both ends
    session         pages answer 302 to an address with a session segment, `<root>(S(…))/page.aspx`, until it is there
    https           plain requests answer 302 to a second, TLS port of the same site
    template        `modern` (2.1), `bare` (h1 without class or mgHeader), `noh2` (subject left out)
    welsh           pages have a twin under `LLL=1`
    encoding        of HTML pages; `charset_named` tells whether header and meta say so
    service         `on`, `off` (404), `no_get` (500 for GET, form posts work), `forbidden` (403)
    all_committees  the lCommitteeId that means all bodies; other numbers below 1 find none
    literal_xml     the service returns bodies as markup inside the XML, entities and all
    search          `on`, `off` (302 to mgError), `forbidden` (403)
    lists           False: committee, meeting-list and calendar pages are not to be had (403)
    shield          `cloudflare`, `incapsula` or `azure` stub …
    shield_scope    … in place of `pages` (all but the service), `everything`, requests faster than `shield_gap` (`rate`), or of agents
                    whose User-Agent matches `shield_agent` (`agent`)
    robots          `none` (404), `allow`, `all`, `documents`, `delay` (Crawl-delay), `error` (503)
    error_redirect  every page answers 302 to mgError.aspx
    latency         seconds before each answer
    links_all       the link to the full item text stands after every item, cut or not
    labels_missing  one relevant item a site shows its minutes without the label "Minutes:"
    issue_cut       issue pages cut texts like meeting pages do
    pdf_only        minutes are published as printed PDF alone
    printed_html    printed minutes also exist as `.htm?T=1&CT=2`
    agenda_offset   agenda id minus meeting id
    years           how many years of meetings lie before `today`
    bodies          how many bodies have nothing to do with children
    density         share of relevant items, 1.0 a council under intervention
    """

    name: str
    root: str = "/"
    session: bool = False
    https: bool = False
    template: str = "modern"
    welsh: bool = False
    encoding: str = "utf-8"
    charset_named: bool = True
    service: str = "on"
    all_committees: int = -1
    literal_xml: bool = False
    search: str = "on"
    lists: bool = True
    shield: str | None = None
    shield_scope: str = "pages"
    shield_agent: str = "scrapy|python-requests|curl"
    shield_gap: float = 0.5
    robots: str = "none"
    error_redirect: bool = False
    latency: float = 0.0
    links_all: bool = False
    labels_missing: bool = True
    issue_cut: bool = False
    pdf_only: bool = False
    printed_html: bool = False
    agenda_offset: int = 9
    years: int = 2
    bodies: int = 6
    density: float = 1.0

    def __post_init__(self) -> None:
        if not (self.root.startswith("/") and self.root.endswith("/")):
            raise ValueError(f"{self.name}: root must begin and end with a slash, got {self.root!r}")
        allowed = {
            "template": ("modern", "bare", "noh2"),
            "service": ("on", "off", "no_get", "forbidden"),
            "search": ("on", "off", "forbidden"),
            "shield": (None, "cloudflare", "incapsula", "azure"),
            "shield_scope": ("pages", "everything", "rate", "agent"),
            "robots": ("none", "allow", "all", "documents", "delay", "error"),
        }
        for switch, values in allowed.items():
            if getattr(self, switch) not in values:
                raise ValueError(f"{self.name}: {switch} must be one of {values}, got {getattr(self, switch)!r}")

    def called(self, name: str, **changes: object) -> Site:
        """Return the same kind of site under another name, with changes."""
        return replace(self, name=name, **changes)  # type: ignore[arg-type]


def _profiles(*sites: Site) -> dict[str, Site]:
    return {site.name: site for site in sites}


PROFILES = _profiles(
    Site("plain", robots="allow", years=4, bodies=24),
    Site("subpath", root="/moderngov/", session=True, template="bare", all_committees=0, agenda_offset=0),
    Site("search_only", service="off", template="noh2", issue_cut=True, years=4, bodies=24),
    Site("lists_only", service="forbidden", search="forbidden"),
    Site("service_only", shield="cloudflare", shield_scope="pages"),
    Site("blocked", shield="incapsula", shield_scope="everything", years=1, bodies=2),
    Site("robots_all", robots="all", years=1, bodies=2),
    Site("robots_documents", robots="documents"),
    Site("robots_5xx", robots="error", years=1, bodies=2),
    Site("robots_delay", robots="delay", years=1, bodies=2),
    Site("error_redirect", error_redirect=True, service="off", years=1, bodies=2),
    Site("slow", latency=1.5, years=1, bodies=2),
    Site("welsh", welsh=True),
    Site("pdf_only", pdf_only=True, printed_html=True),
    Site("literal_xml", literal_xml=True, all_committees=0),
    Site("links_all", links_all=True, service="off", charset_named=False),
    Site("windows_1252", encoding="windows-1252", charset_named=False, service="off"),
    Site("post_only", service="no_get"),
    Site("azure_agent", shield="azure", shield_scope="agent", years=1, bodies=2),
    Site("rate_shield", shield="cloudflare", shield_scope="rate", years=1, bodies=2),
    Site("https_redirect", https=True, years=1, bodies=2),
)

# A site of a usual council's size: ten years, some three hundred meetings in each; a relevant item in one of fifty. With `called`.
DECADE = {"years": 10, "bodies": 24, "density": 0.4}
