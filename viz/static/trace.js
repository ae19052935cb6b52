"use strict";
// The trace: cards joined by ribbons. A path is one statement: its basis, its work, one measure that it drives.
// Selecting a card or a ribbon lights every path through it, weakly where only the whole document says so.
// What comparison found to be of one matter hangs on a measure, as figures do, and is dotted: nobody states it.
const board = document.getElementById("board");
const svg = document.getElementById("ribbons");
const evidence = document.getElementById("evidence");
const only = document.getElementById("only");
const cards = new Map([...board.querySelectorAll(".card")].map((node) => [node.id, node]));
const LISTED = 40; // steps of one kind in the panel; the table below has all
const ORDER = DATA.columns;
const TIPS = ["match", "figure"]; // columns that hang on measures
let chosen = null; // {card} or {hop}
let drawn = [];

const hopOf = new Map(DATA.hops.map((hop, n) => [`${hop.source} ${hop.target}`, n]));
const right = new Map([...cards.keys()].map((id) => [id, []]));
const left = new Map([...cards.keys()].map((id) => [id, []]));
DATA.hops.forEach((hop, n) => { right.get(hop.source).push(n); left.get(hop.target).push(n); });

const isFar = (statement) => statement.level === "document";
const far = DATA.hops.map((hop) => hop.statements.every(isFar));
const computed = DATA.hops.map((hop) => hop.statements.every((s) => s.level === "computed"));
const paths = allPaths();

function allPaths() {
  const found = [];
  const driven = new Set();
  DATA.hops.forEach((hop, n) => hop.statements.forEach((statement, s) => {
    for (const measure of statement.measures || []) {
      const inner = hopOf.get(`${hop.target} ${measure}`);
      if (inner === undefined) continue;
      driven.add(inner);
      found.push({ basis: hop.source, work: hop.target, measure, hops: [n, inner], statement: `${n} ${s}`, far: isFar(statement) });
    }
  }));
  // Measures of a work for which no basis is stated have a path all the same.
  DATA.hops.forEach((hop, n) => {
    if (cards.get(hop.source).dataset.column === "work" && !driven.has(n)) found.push({ basis: null, work: hop.source, measure: hop.target, hops: [n], statement: null, far: false });
  });
  return found;
}

// What a selection lights: cards and hops with their strength, and the statements that its paths stand on.
function light(selection) {
  const lit = { cards: new Map(), hops: new Map(), statements: new Set() };
  const put = (map, key, strong) => map.set(key, map.get(key) || strong);
  const hop = selection.hop === undefined ? null : DATA.hops[selection.hop];
  const ends = hop ? [hop.source, hop.target] : [selection.card];
  const tip = ends.find((id) => TIPS.includes(cards.get(id).dataset.column));
  const holders = tip ? new Set(left.get(tip).map((n) => DATA.hops[n].source)) : null;
  const inner = ends.filter((id) => id !== tip);
  for (const path of paths) {
    const on = [path.basis, path.work, path.measure];
    if (!inner.every((id) => on.includes(id)) || (holders && !holders.has(path.measure))) continue;
    const strong = !path.far;
    for (const id of on) if (id) put(lit.cards, id, strong);
    for (const n of path.hops) put(lit.hops, n, strong);
    if (path.statement) lit.statements.add(path.statement);
    for (const n of right.get(path.measure)) {
      if (tip && DATA.hops[n].target !== tip) continue;
      put(lit.hops, n, strong); put(lit.cards, DATA.hops[n].target, strong);
    }
  }
  if (hop) put(lit.hops, selection.hop, true);
  for (const id of ends) lit.cards.set(id, true);
  return lit;
}

// A short column beside a long one: each card beside the first that it is joined with by a near statement, none over another.
function align() {
  const columns = ORDER.map((name) => [...board.querySelectorAll(`[data-column="${name}"]`)].filter((node) => node.offsetParent));
  for (const node of cards.values()) node.style.marginTop = "";
  if (lit && only.checked) return;
  const place = new Map([...cards].map(([id, node]) => [id, { y: node.offsetTop, h: node.offsetHeight }]));
  const foot = (column) => { const last = column[column.length - 1]; return last ? place.get(last.id).y + place.get(last.id).h : 0; };
  const anchor = columns.reduce((best, column, n) => (foot(column) > foot(columns[best]) ? n : best), 0);
  const end = foot(columns[anchor]);
  // Outward from the longest column; what hangs on measures last, beside them.
  const outward = ORDER.flatMap((_, n) => n ? [[anchor - n, right, "target"], [anchor + n, left, "source"]] : []).filter(([n]) => !TIPS.includes(ORDER[n]));
  const tips = TIPS.map((name) => [ORDER.indexOf(name), left, "source"]).filter(([n]) => n !== anchor);
  for (const [n, side, far_end] of [...outward, ...tips]) {
    if (columns[n]) shift(columns[n], place, end, (id) => side.get(id).filter((hop) => !far[hop]).map((hop) => place.get(DATA.hops[hop][far_end])));
  }
}

function shift(column, place, end, joined) {
  const GAP = 7;
  let low = column.length ? place.get(column[0].id).y : 0;
  for (const node of column) {
    const spot = place.get(node.id), near = joined(node.id);
    const wanted = near.length ? Math.min(...near.map((one) => one.y)) : low;
    spot.top = Math.max(low, wanted);
    low = spot.top + spot.h + GAP;
  }
  let high = end;
  for (const node of [...column].reverse()) {
    const spot = place.get(node.id);
    spot.top = Math.min(spot.top, high - spot.h);
    high = spot.top - GAP;
  }
  let before = null;
  for (const node of column) {
    const spot = place.get(node.id), least = before ? before.top + before.h + GAP : spot.y;
    spot.top = Math.max(spot.top, least);
    node.style.marginTop = `${Math.round(spot.top - least)}px`;
    spot.y = spot.top;
    before = spot;
  }
}

// Ribbons: read every place first, then write, so that the page is laid out once.
function draw() {
  align();
  const frame = board.getBoundingClientRect();
  const spots = new Map();
  for (const [id, node] of cards) {
    const box = node.getBoundingClientRect();
    if (box.height) spots.set(id, { l: box.left - frame.left, r: box.right - frame.left, y: box.top - frame.top + box.height / 2, h: box.height });
  }
  const from = spread(right, spots, (hop) => hop.target), to = spread(left, spots, (hop) => hop.source);
  const rows = document.createDocumentFragment();
  drawn = [];
  DATA.hops.forEach((hop, n) => {
    const a = spots.get(hop.source), b = spots.get(hop.target);
    if (!a || !b) return;
    const y1 = a.y + from.get(n), y2 = b.y + to.get(n), bend = (b.l - a.r) * .5;
    const d = `M${a.r} ${y1}C${a.r + bend} ${y1} ${b.l - bend} ${y2} ${b.l} ${y2}`;
    const hit = shape("hit", d), ribbon = shape("ribbon", d);
    hit.addEventListener("click", () => select({ hop: n }));
    ribbon.setAttribute("stroke-width", Math.min(7, .4 + 1.1 * hop.statements.length));
    ribbon.classList.toggle("weak", far[n]);
    ribbon.classList.toggle("computed", computed[n]);
    rows.append(hit, ribbon);
    drawn.push([n, ribbon]);
  });
  svg.replaceChildren(rows);
  paint();
}

// Where on a card's edge each of its ribbons begins: in the order of the other ends, so that they do not cross there.
function spread(side, spots, other) {
  const shift = new Map();
  for (const [id, hops] of side) {
    const own = spots.get(id);
    if (!own) continue;
    const seen = hops.filter((n) => spots.has(other(DATA.hops[n]))).sort((m, n) => spots.get(other(DATA.hops[m])).y - spots.get(other(DATA.hops[n])).y);
    const room = Math.min(own.h - 14, 7 * (seen.length - 1));
    seen.forEach((n, place) => shift.set(n, seen.length > 1 ? (place / (seen.length - 1) - .5) * room : 0));
  }
  return shift;
}

function shape(name, d) {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("class", name);
  path.setAttribute("d", d);
  return path;
}

let lit = null;
function paint() {
  board.classList.toggle("lighting", Boolean(lit));
  for (const [id, node] of cards) {
    node.classList.toggle("lit", Boolean(lit && lit.cards.has(id)));
    node.classList.toggle("weak", Boolean(lit && lit.cards.get(id) === false));
    node.classList.toggle("chosen", Boolean(chosen && chosen.card === id));
    node.setAttribute("aria-pressed", String(Boolean(chosen && chosen.card === id)));
  }
  for (const [n, ribbon] of drawn) {
    ribbon.classList.toggle("lit", Boolean(lit && lit.hops.has(n)));
    ribbon.classList.toggle("weak", far[n] || Boolean(lit && lit.hops.get(n) === false));
    ribbon.classList.toggle("chosen", Boolean(chosen && chosen.hop === n));
  }
}

function select(selection) {
  chosen = selection;
  lit = selection ? light(selection) : null;
  board.classList.toggle("only", only.checked);
  document.getElementById("clear").disabled = !selection;
  paint();
  tell();
  draw();
  const first = selection && (selection.card || DATA.hops[selection.hop].source);
  if (first) cards.get(first).scrollIntoView({ block: "nearest" });
  document.querySelector(".side").scrollTop = 0;
}

// The panel: what is selected, then each step of its paths with its sentences.
function tell() {
  if (!chosen) {
    evidence.replaceChildren(el("p", { class: "hint" }, labelled("trace_hint")), el("p", { class: "hint" }, labelled("trace_keys")));
    return;
  }
  const rows = chosen.card ? head(chosen.card) : [];
  // What was chosen at the end of a hop comes first: its own sentences, then what leads to it.
  const tip = cards.get(chosen.card || DATA.hops[chosen.hop].target).dataset.column;
  const groups = TIPS.includes(tip) ? [tip, ...ORDER.slice(1).filter((column) => column !== tip)] : ORDER.slice(1);
  for (const column of groups) {
    const hops = [...lit.hops.keys()].filter((n) => cards.get(DATA.hops[n].target).dataset.column === column);
    hops.sort((m, n) => Number(!lit.hops.get(m)) - Number(!lit.hops.get(n)) || m - n);
    const steps = hops.flatMap((n) => stepsOf(n));
    if (!steps.length) continue;
    rows.push(el("h4", {}, labelled(`hop_${column}`), ` ${steps.length}`), ...steps.slice(0, LISTED));
    if (steps.length > LISTED) rows.push(el("p", { class: "hint" }, word("see_table").replace("{n}", steps.length - LISTED)));
  }
  if (!lit.hops.size) rows.push(el("p", { class: "hint" }, labelled("no_hops")));
  evidence.replaceChildren(...rows);
}

function head(id) {
  const card = DATA.cards[id], kind = DATA.kinds[card.label];
  return [el("p", { class: "hint" }, el("span", { class: `mark kind-${card.label}`, "aria-hidden": "true" }, kind.mark), " ", both(kind)),
    el("h3", { lang: "zh-CN" }, card.name), el("div", { class: "badges" }, ...card.badges.map((badge) => el("span", {}, both(badge))))];
}

function stepsOf(n) {
  const hop = DATA.hops[n];
  const told = hop.statements.filter((s, at) => !s.measures || lit.statements.has(`${n} ${at}`));
  return told.map((s) => s.level === "computed" ? pair(hop, s) : el("div", { class: "step" },
    el("p", { class: "ends", lang: "zh-CN" }, name(hop.source)), el("p", { class: "ends", lang: "zh-CN" }, "→ ", name(hop.target)),
    s.quote ? el("blockquote", { lang: "zh-CN" }, ...marked(s.quote, s.trigger)) : null,
    el("p", { class: "meta" }, el("span", { class: isFar(s) ? "level weak" : "level" }, word(`level_${s.level}`)),
      s.measures ? `${word("drives_measures").replace("{n}", s.measures.length)} · ` : "", ...place(s))));
}

// What comparison found: both texts, each with its place, and how like they are.
function pair(hop, s) {
  return el("div", { class: "step" },
    el("p", { class: "meta" }, el("span", { class: "level computed" }, `${word("level_computed")} · ${word("score")} ${s.score.toFixed(2)}`), word(`match_${s.match}`)),
    el("p", { class: "ends", lang: "zh-CN" }, name(hop.source)), el("blockquote", { class: "computed", lang: "zh-CN" }, s.quote), el("p", { class: "meta" }, ...place(s)),
    el("p", { class: "ends", lang: "zh-CN" }, "↔ ", name(hop.target)), el("blockquote", { class: "computed", lang: "zh-CN" }, s.other.quote), el("p", { class: "meta" }, ...place(s.other)));
}

function place(s) { return [el("span", { lang: "zh-CN" }, s.document), s.section ? ` · ${word("section")} ${s.section}` : ""]; }

function name(id) {
  const card = DATA.cards[id];
  if (chosen.card === id) return el("b", {}, card.name);
  return el("button", { type: "button", class: "link", onclick: () => { select({ card: id }); cards.get(id).focus({ preventScroll: true }); } }, card.name);
}

board.addEventListener("click", (event) => {
  const card = event.target.closest(".card");
  if (card) { rove(card); select(chosen && chosen.card === card.id ? null : { card: card.id }); }
});
document.querySelector(".twin").addEventListener("click", (event) => {
  const button = event.target.closest("[data-hop]");
  if (button) { select({ hop: Number(button.dataset.hop) }); document.getElementById("main").scrollIntoView(); }
});
document.getElementById("clear").addEventListener("click", () => select(null));
only.addEventListener("change", () => select(chosen));

// One stop of the tab key in each column; arrows move within it and along the ribbons.
function rove(card) {
  for (const node of board.querySelectorAll(`[data-column="${card.dataset.column}"]`)) node.tabIndex = node === card ? 0 : -1;
}
function step(card, key) {
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const onward = key === "ArrowRight";
    const hops = (onward ? right : left).get(card.id).map((n) => cards.get(onward ? DATA.hops[n].target : DATA.hops[n].source));
    return hops.filter((node) => node.offsetParent).sort((a, b) => a.offsetTop - b.offsetTop)[0];
  }
  const column = [...board.querySelectorAll(`[data-column="${card.dataset.column}"]`)].filter((node) => node.offsetParent);
  if (key === "Home") return column[0];
  if (key === "End") return column[column.length - 1];
  return column[column.indexOf(card) + (key === "ArrowDown" ? 1 : -1)];
}
board.addEventListener("keydown", (event) => {
  if (!event.target.matches(".card") || !["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const next = step(event.target, event.key);
  if (next) { rove(next); next.focus(); }
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && chosen) select(null); });
document.addEventListener("language", () => { tell(); draw(); });

// Where a column is longer than a screen, what is lit would be scattered: show it alone, unless told otherwise.
only.checked = ORDER.some((column) => board.querySelectorAll(`[data-column="${column}"]`).length > 14);
draw();
new ResizeObserver(draw).observe(board);
tell();
