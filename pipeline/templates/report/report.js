"use strict";
// Evidence texts come as scripts that call holdEvidence: a page opened from a file may not fetch.
const held = new Map();
function holdEvidence(name, items) { held.set(name, items); }

(function evidence() {
  const dialog = document.getElementById("evidence");
  const title = document.getElementById("evidence-title");
  const head = document.getElementById("evidence-head");
  const text = document.getElementById("evidence-text");

  function show(item, mark) {
    title.textContent = item.title || "Without title";
    head.textContent = [item.committee, item.met, item.captured ? "captured " + item.captured : "day of capture not stated",
      item.cut ? "cut off by its page" : ""].filter(Boolean).join(" · ") + " · ";
    if (item.url) {
      const link = document.createElement("a");
      link.href = item.url;
      link.rel = "noreferrer noopener";
      link.textContent = "Council’s page";
      head.append(link);
    } else {
      head.append(item.source || "");
    }
    let first = null;
    text.replaceChildren(...item.pieces.map((piece) => {
      if (typeof piece === "string") return document.createTextNode(piece);
      const element = document.createElement("mark");
      element.textContent = piece[0];
      if (piece[1].includes(mark)) {
        element.className = "chosen";
        first = first || element;
      }
      return element;
    }));
    if (!dialog.open) dialog.showModal();
    title.focus();
    if (first) text.scrollTop = first.offsetTop - text.offsetTop - text.clientHeight / 3;
  }

  function fail() {
    title.textContent = "The text is missing";
    head.textContent = "Its file in the folder evidence could not be loaded; keep the report’s folder together.";
    text.replaceChildren();
    if (!dialog.open) dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.evidence");
    if (!button) return;
    const [name, item, mark] = button.dataset.at.split("|");
    const open = () => (held.has(name) ? show(held.get(name)[Number(item)], Number(mark)) : fail());
    if (held.has(name)) { open(); return; }
    const script = document.createElement("script");
    script.src = document.body.dataset.root + "evidence/" + name + ".js";
    script.onload = open;
    script.onerror = fail;
    document.head.append(script);
  });
})();

(function printing() {
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
})();

(function grid() {
  const holder = document.getElementById("grid-data");
  if (!holder) return;
  const data = JSON.parse(holder.textContent);
  const body = document.querySelector("#grid tbody");
  const rows = [...body.rows];
  const find = (id) => document.getElementById(id);
  const slider = find("as-at");
  const latest = new Map(rows.map((row) => [row, [...row.cells].slice(1).map((cell) => [cell.innerHTML, cell.dataset.date || ""])]));
  const words = (code) => (code.charAt(0).toUpperCase() + code.slice(1)).replaceAll("_", " ");

  function gradesAt(slug, day) {
    let grades = {};
    let since = "";
    for (const [known, state] of data.states[slug] || []) if (known <= day) { grades = state; since = known; }
    grades = { ...grades };
    for (const [known, domain, grade] of data.undated[slug] || []) if (known <= day && !(domain in grades)) { grades[domain] = grade; if (known > since) since = known; }
    return [grades, since];
  }

  function drawCell(cell, grade) {
    const span = document.createElement("span");
    span.className = grade ? "grade " + grade : "none";
    span.textContent = grade ? words(grade) : "–";
    if (!grade) {
      const said = document.createElement("span");
      said.className = "hidden";
      said.textContent = " no grade read";
      span.append(said);
    }
    cell.replaceChildren(span);
  }

  function drawGrades() {
    const at = slider ? Number(slider.value) : data.months.length;
    const month = data.months[at];
    for (const row of rows) {
      const cells = [...row.cells].slice(1);
      if (month === undefined) {
        latest.get(row).forEach(([html, day], n) => { cells[n].innerHTML = html; cells[n].dataset.date = day; });
        continue;
      }
      const [grades, since] = gradesAt(row.dataset.slug, month + "-31");
      data.domains.forEach((domain, n) => drawCell(cells[n], grades[domain]));
      const dated = cells[cells.length - 1];
      dated.textContent = since ? "known " + since : "";
      dated.dataset.date = since;
    }
    if (!slider) return;
    const said = month === undefined ? "latest" : new Date(month + "-01T00:00:00Z").toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
    find("as-at-said").textContent = said;
    slider.setAttribute("aria-valuetext", said);
  }

  function filter() {
    const name = find("by-name").value.trim().toLowerCase();
    const region = find("by-region").value;
    const type = find("by-type").value;
    const centre = find("by-neighbours").value;
    const near = centre ? new Set([centre, ...data.neighbours[centre]]) : null;
    let shown = 0;
    for (const row of rows) {
      row.hidden = Boolean((name && !row.cells[0].textContent.toLowerCase().includes(name)) || (region && row.dataset.region !== region) ||
        (type && row.dataset.type !== type) || (near && !near.has(row.dataset.slug)));
      if (!row.hidden) shown += 1;
    }
    const unread = near ? near.size - rows.filter((row) => near.has(row.dataset.slug)).length : 0;
    find("shown").textContent = `${shown} of ${rows.length} ${rows.length === 1 ? "authority" : "authorities"} shown.` + (unread ? ` Of ${unread} neighbours nothing was read.` : "");
  }

  function keyOf(row, column) {
    const cell = row.cells[column];
    if (column === 0) return cell.textContent.toLowerCase();
    if (column === row.cells.length - 1) return cell.dataset.date || "9999";
    const grade = cell.firstElementChild.classList[1];
    return grade ? String(data.ranks[grade]) : "9";
  }

  function sort() {
    const heading = document.querySelector("#grid th[aria-sort]");
    const column = heading.cellIndex;
    const sign = heading.getAttribute("aria-sort") === "descending" ? -1 : 1;
    rows.sort((one, other) => sign * keyOf(one, column).localeCompare(keyOf(other, column)) || keyOf(one, 0).localeCompare(keyOf(other, 0)));
    body.append(...rows);
  }

  document.querySelectorAll("#grid thead button").forEach((button) => button.addEventListener("click", () => {
    const heading = button.parentElement;
    const next = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    document.querySelectorAll("#grid th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", next);
    sort();
  }));
  const controls = find("controls");
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("input", (event) => { if (event.target === slider) { drawGrades(); sort(); } else filter(); });
  controls.addEventListener("reset", () => setTimeout(() => { if (slider) slider.value = slider.max; drawGrades(); sort(); filter(); }));
  drawGrades();
  filter();
})();
