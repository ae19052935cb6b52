"use strict";
// The reader: select a mention or a sentence's number, see its statements, each with its quote.
const details = document.getElementById("details");
const mentions = [...document.querySelectorAll("main .m")];
const leaves = [...document.querySelectorAll("main .leaf")];
const pieces = [...document.querySelectorAll("main [data-s]")];
let redraw = () => {};

function clear() {
  for (const node of document.querySelectorAll(".quoted, .chosen")) node.classList.remove("quoted", "chosen");
}

function quote(start, end, scroll) {
  const inside = pieces.filter((p) => { const s = Number(p.dataset.s); return s >= start && s < end; });
  for (const piece of inside) piece.classList.add("quoted");
  if (scroll && inside.length) inside[0].scrollIntoView({ block: "center" });
}

// A value in words where there are some for it.
function said(group, value) { return value && (DATA.words[group][value] ? both(DATA.words[group][value]) : value); }
function row(key, value) { return value ? [el("dt", {}, labelled(key)), el("dd", { lang: "zh-CN" }, value)] : []; }

function end(id, name) {
  return el("button", { type: "button", lang: "zh-CN", onclick: () => show(() => entity(id)) }, name);
}

function statement(n) {
  const s = DATA.statements[n];
  const confidence = s.confidence === null ? labelled("unmeasured") : s.confidence.toFixed(2);
  return el("div", { class: "statement" },
    el("h3", {}, both(DATA.relations[s.type]), s.polarity === "negative" ? ` ¬ ${word("denied")}` : "", ...[said("mode", s.mode === "carries_out" ? null : s.mode), said("part", s.role), s.article].filter(Boolean).map((told) => ` · ${told}`)),
    el("div", { class: "chain" }, end(s.from, s.from_name)), el("div", { class: "chain" }, "→ ", end(s.to, s.to_name)),
    s.quote ? el("blockquote", { lang: "zh-CN" }, ...marked(s.quote, s.trigger)) : null,
    s.quote ? el("button", { type: "button", class: "go", onclick: () => { clear(); quote(s.start, s.end, true); } }, labelled("show_in_text")) : null,
    el("div", { class: "meta" }, s.trigger ? `${word("trigger")} ${s.trigger} · ` : "", `${word("rule")} ${s.rule} · `,
      `${word("section")} ${s.section || "—"} · `, `${word("confidence")} `, confidence));
}

// What comparison found in another document: both texts, and how like they are.
function counterpart(one) {
  return el("div", { class: "statement" },
    el("div", { class: "meta" }, el("span", { class: "level computed" }, `${word("level_computed")} · ${word("score")} ${one.score.toFixed(2)}`), word(`match_${one.match}`)),
    el("blockquote", { class: "computed", lang: "zh-CN" }, short(one.own, 200)),
    el("div", { class: "chain", lang: "zh-CN" }, "↔ ", el("b", {}, one.name)), el("blockquote", { class: "computed", lang: "zh-CN" }, short(one.text, 200)),
    el("div", { class: "meta" }, el("span", { lang: "zh-CN" }, `${one.title ? `${one.title} · ` : ""}${one.source}`), ` · ${word("section")} ${one.path || "—"}`));
}

function entity(id) {
  const e = DATA.entities[id];
  const numbers = DATA.statements.map((s, n) => [s, n]).filter(([s]) => s.from === id || s.to === id).map(([, n]) => n);
  const kind = DATA.kinds[e.type];
  const facts = [...row("aliases", e.aliases.join("、")), ...row("resolution", said("resolution", e.resolution)), ...row("reason", said("reason", e.reason))];
  for (const [key, value] of Object.entries(e.properties)) facts.push(el("dt", {}, both(DATA.properties[key] || { zh: key, en: key })), el("dd", {}, both(value)));
  for (const node of [...mentions, ...leaves]) node.classList.toggle("chosen", node.dataset.e.split(" ").includes(id));
  const matched = DATA.counterparts.filter((one) => one.entity === id);
  const found = matched.length ? [el("h3", {}, labelled("counterparts"), ` ${matched.length}`), ...matched.map(counterpart)] : [];
  return [el("h3", { lang: "zh-CN" }, el("span", { class: `mark kind-${e.type}` }, kind.mark), " ", e.name),
    el("p", { class: "meta" }, both(kind)), el("dl", {}, ...facts), ...found,
    el("h3", {}, labelled("statements"), ` ${numbers.length}`), ...numbers.map(statement)];
}

function show(build) {
  clear();
  redraw = () => details.replaceChildren(...build());
  redraw();
}

function select(mention) { show(() => mention.dataset.e.split(" ").flatMap(entity)); }

function told(button) {
  const numbers = button.dataset.r.split(" ").map(Number);
  show(() => { button.classList.add("chosen"); for (const n of numbers) quote(DATA.statements[n].start, DATA.statements[n].end, false); return numbers.map(statement); });
}

document.querySelector("main").addEventListener("click", (event) => {
  const button = event.target.closest(".told");
  const mention = event.target.closest(".m, .leaf");
  if (button) told(button); else if (mention) select(mention);
});

for (const link of document.querySelectorAll("a.go")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const s = DATA.statements[Number(link.dataset.n)];
    show(() => [statement(Number(link.dataset.n))]);
    quote(s.start, s.end, true);
  });
}

for (const button of document.querySelectorAll("[data-own]")) {
  button.addEventListener("click", () => {
    const leaf = leaves.find((node) => node.dataset.e === button.dataset.own);
    if (leaf) { select(leaf); leaf.scrollIntoView({ block: "center" }); }
  });
}

// What is switched off is neither underlined nor a stop of the keys.
const off = new Set();
for (const box of document.querySelectorAll("[data-kind]")) {
  box.addEventListener("change", () => {
    if (box.checked) off.delete(box.dataset.kind); else off.add(box.dataset.kind);
    document.body.classList.toggle(`off-${box.dataset.kind}`, !box.checked);
  });
}
function stops() { return mentions.filter((node) => [...node.classList].some((name) => name.startsWith("kind-") && !off.has(name.slice(5)))); }

// One stop for the tab key, j and k from mention to mention: a document has hundreds.
let at = -1;
if (mentions.length) mentions[0].tabIndex = 0;
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") {
    const shown = stops(), here = shown.indexOf(document.activeElement);
    at = Math.max(0, Math.min(shown.length - 1, here >= 0 ? here + (event.key === "j" ? 1 : -1) : Math.max(at, 0)));
    if (shown[at]) { shown[at].focus(); shown[at].scrollIntoView({ block: "nearest" }); }
  } else if (["Enter", " "].includes(event.key) && event.target.matches(".m, .leaf, .told")) { event.preventDefault(); event.target.click(); }
  else if (event.key === "Escape") { clear(); redraw = () => details.replaceChildren(el("p", { class: "hint" }, labelled("nothing_selected"))); redraw(); }
});
document.addEventListener("language", () => redraw());
