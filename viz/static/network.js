"use strict";
// The network: positions come with the page; here things are selected, filtered and searched, each line with its sentences.
const LISTED = 60; // statements in the panel; the tables below have all
const FOUND = 20;
const evidence = document.getElementById("evidence");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const FONT = { color: "#1d2733", face: "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif", strokeWidth: 3, strokeColor: "#ffffff" };
const nodes = new vis.DataSet(DATA.nodes.map((node) => ({ ...node, font: { ...FONT, ...node.font } })));
const edges = new vis.DataSet(DATA.edges.map((edge) => ({ ...edge, color: { color: "#8a97a6", opacity: .55 }, font: { size: 16, color: "#3c4856", strokeWidth: 4, align: "horizontal" } })));
const THRESHOLD = 8; // pixels; smaller names are drawn by `names`
DATA.options.nodes.scaling.label.drawThreshold = THRESHOLD + 1;
const picture = new vis.Network(document.getElementById("canvas"), { nodes, edges }, { ...DATA.options, interaction: { ...DATA.options.interaction, selectConnectedEdges: false } });
const ends = new Map(DATA.edges.map((edge) => [edge.id, [edge.from, edge.to]]));
const around = new Map(DATA.nodes.map((node) => [node.id, []]));
for (const edge of DATA.edges) { around.get(edge.from).push(edge.id); around.get(edge.to).push(edge.id); }
const off = { kinds: new Set(), relations: new Set() };
let chosen = null; // {node} or {line}
let lit = new Set(); // nodes of the selection

// The outline and name of each island, under the nodes; names keep their size on the screen.
picture.on("beforeDrawing", (ctx) => {
  const scale = picture.getScale();
  for (const island of DATA.islands) {
    ctx.beginPath();
    ctx.ellipse(island.x, island.y, island.rx, island.ry, 0, 0, 2 * Math.PI);
    ctx.fillStyle = island.name ? "#f7f8fa" : "#f1f5fb";
    ctx.fill();
    ctx.strokeStyle = "#e1e5ea"; ctx.lineWidth = 1 / scale; ctx.stroke();
  }
});
picture.on("afterDrawing", (ctx) => {
  const scale = picture.getScale(), size = Math.max(15, 12.5 / scale);
  const taken = [];
  ctx.font = `600 ${size}px "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif`;
  ctx.textAlign = "center"; ctx.textBaseline = "bottom"; ctx.lineJoin = "round";
  for (const island of DATA.islands) {
    const name = island.name || word("shared");
    const room = Math.max(6, Math.floor(island.rx * 2.5 / size));
    const text = name.length > room ? `${name.slice(0, room - 1)}…` : name;
    ctx.strokeStyle = "#fff"; ctx.lineWidth = size / 3; ctx.strokeText(text, island.x, island.y - island.ry - 2 / scale);
    ctx.fillStyle = "#5b6673"; ctx.fillText(text, island.x, island.y - island.ry - 2 / scale);
    const wide = ctx.measureText(text).width / 2;
    taken.push([island.x - wide, island.y - island.ry - size - 2 / scale, island.x + wide, island.y - island.ry]);
  }
  names(ctx, scale, taken);
});

// Seen from far, names keep their size too: the best linked first, and none over another.
const ORDERED = [...DATA.nodes].sort((a, b) => around.get(b.id).length - around.get(a.id).length || (a.id < b.id ? -1 : 1));
const HUBS = new Set(DATA.islands.filter((island) => island.name).map((island) => island.hub));
function names(ctx, scale, taken) {
  const size = 11 / scale;
  ctx.font = `${size}px ${FONT.face}`;
  ctx.textBaseline = "top"; ctx.fillStyle = FONT.color; ctx.strokeStyle = "#fff"; ctx.lineWidth = 3 / scale;
  for (const node of DATA.nodes) if (visible(node.id) && (!chosen || lit.has(node.id))) taken.push([node.x - node.size, node.y - node.size, node.x + node.size, node.y + node.size]);
  for (const node of ORDERED) {
    if (!visible(node.id) || (chosen ? !lit.has(node.id) : HUBS.has(node.id)) || node.font.size * scale >= THRESHOLD) continue;
    const rows = node.label.split("\n"), wide = Math.max(...rows.map((row) => ctx.measureText(row).width)) / 2;
    const top = node.y + node.size + 1 / scale, box = [node.x - wide, top, node.x + wide, top + rows.length * size * 1.2];
    if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    rows.forEach((row, n) => { ctx.strokeText(row, node.x, top + n * size * 1.2); ctx.fillText(row, node.x, top + n * size * 1.2); });
  }
}

function visible(id) { return !off.kinds.has(DATA.things[id].label); }
function shownStatements(line) { return DATA.lines[line].filter((s) => !off.relations.has(s.type)); }
function open(line) { return ends.get(line).every(visible) && shownStatements(line).length > 0; }

function paint() {
  const near = new Set(), lines = new Set();
  if (chosen) for (const line of chosen.line ? [chosen.line] : around.get(chosen.node)) if (open(line)) { lines.add(line); for (const id of ends.get(line)) near.add(id); }
  if (chosen && chosen.node) near.add(chosen.node);
  lit = near;
  nodes.update(DATA.nodes.map((node) => ({ id: node.id, hidden: !visible(node.id), opacity: !chosen || near.has(node.id) ? 1 : .15,
    font: { ...FONT, size: node.font.size, color: !chosen || near.has(node.id) ? "#1d2733" : "rgba(29,39,51,.14)" } })));
  edges.update(DATA.edges.map((edge) => ({ id: edge.id, hidden: !open(edge.id), label: lines.has(edge.id) ? caption(edge.id) : edge.label && !chosen ? edge.label : undefined,
    color: lines.has(edge.id) ? { color: "#1B4F9C", opacity: .9 } : { color: "#8a97a6", opacity: chosen ? .1 : .55 } })));
  document.getElementById("shown").textContent = DATA.nodes.filter((node) => visible(node.id)).length;
  document.getElementById("clear").disabled = !chosen;
  for (const row of document.querySelectorAll("[data-row-kind]")) row.classList.toggle("off", off.kinds.has(row.dataset.rowKind));
}

function caption(line) {
  const counts = new Map();
  for (const s of shownStatements(line)) counts.set(s.type, (counts.get(s.type) || 0) + 1);
  return [...counts].map(([type, n]) => both(DATA.relations[type]) + (n > 1 ? ` ×${n}` : "")).join("、");
}

function select(selection, move) {
  chosen = selection;
  picture.unselectAll();
  if (selection && selection.node) picture.selectNodes([selection.node], false);
  paint();
  tell();
  document.querySelector("aside.side").scrollTop = 0;
  if (!selection || !move) return;
  const animation = still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  const seen = selection.line ? ends.get(selection.line) : [selection.node, ...around.get(selection.node).filter(open).flatMap((line) => ends.get(line))];
  picture.fit({ nodes: seen, maxZoomLevel: .95, animation });
}

function tell() {
  if (!chosen) return evidence.replaceChildren(el("p", { class: "hint" }, labelled("network_hint")), el("p", { class: "hint" }, labelled("network_keys")));
  const lines = (chosen.line ? [chosen.line] : around.get(chosen.node)).filter(open);
  const told = lines.flatMap((line) => shownStatements(line).map((s) => [line, s]));
  const rows = chosen.node ? head(chosen.node) : [el("h3", {}, caption(chosen.line) || "—")];
  const types = [...new Set(told.map(([, s]) => s.type))];
  let room = LISTED;
  for (const type of types) {
    const those = told.filter(([, s]) => s.type === type);
    rows.push(el("h4", {}, both(DATA.relations[type]), ` ${those.length}`), ...those.slice(0, room).map(([line, s]) => step(line, s)));
    room = Math.max(0, room - those.length);
  }
  if (told.length > LISTED) rows.push(el("p", { class: "hint" }, word("see_table").replace("{n}", told.length - LISTED)));
  if (!told.length) rows.push(el("p", { class: "hint" }, labelled("no_links")));
  evidence.replaceChildren(...rows);
}

function head(id) {
  const thing = DATA.things[id], kind = DATA.kinds[thing.label];
  return [el("p", { class: "hint" }, el("span", { class: `mark kind-${thing.label}`, "aria-hidden": "true" }, kind.mark), " ", both(kind)),
    el("h3", { lang: "zh-CN" }, thing.name), el("div", { class: "badges" }, ...thing.badges.map((badge) => el("span", {}, both(badge)))),
    thing.aliases.length ? el("p", { class: "meta" }, `${word("aliases")} `, el("span", { lang: "zh-CN" }, thing.aliases.join("；"))) : null,
    thing.text ? el("blockquote", { lang: "zh-CN" }, short(thing.text)) : null].filter(Boolean);
}

function step(line, s) {
  const [from, to] = ends.get(line);
  const confidence = s.confidence === null ? word("unmeasured") : s.confidence.toFixed(2);
  const words = s.quote || s.ground;
  return el("div", { class: "step" },
    s.basis === "computed" ? el("p", { class: "meta" }, el("span", { class: "level computed" }, `${word("level_computed")} · ${word("score")} ${s.score.toFixed(2)}`)) : null,
    el("p", { class: "ends", lang: "zh-CN" }, name(from)), el("p", { class: "ends", lang: "zh-CN" }, "→ ", name(to), s.article ? ` ${s.article}` : "", s.polarity === "negative" ? ` ¬ ${word("denied")}` : ""),
    words ? el("blockquote", { lang: "zh-CN" }, ...marked(words, s.trigger)) : null,
    ...(s.basis === "computed" ? [from, to].map((id) => el("blockquote", { class: "computed", lang: "zh-CN" }, short(DATA.things[id].text || DATA.things[id].name, 200))) : []),
    el("p", { class: "meta" }, el("span", { lang: "zh-CN" }, s.source || (["registry", "computed"].includes(s.doc) ? word(s.doc) : s.doc || "")), s.path ? ` · ${word("section")} ${s.path}` : "", s.basis === "stated" ? ` · ${word("confidence")} ${confidence}` : ""));
}

function name(id) {
  const thing = DATA.things[id];
  return chosen.node === id ? el("b", {}, thing.name) : el("button", { type: "button", class: "link", onclick: () => select({ node: id }, true) }, thing.name);
}

picture.on("click", (event) => {
  if (event.nodes.length) select({ node: event.nodes[0] });
  else if (event.edges.length) select({ line: event.edges[0] });
  else if (chosen) select(null);
});

for (const box of document.querySelectorAll("[data-kind], [data-relation]")) {
  box.addEventListener("change", () => {
    const [set, key] = box.dataset.kind ? [off.kinds, box.dataset.kind] : [off.relations, box.dataset.relation];
    if (box.checked) set.delete(key); else set.add(key);
    if (chosen && ((chosen.node && !visible(chosen.node)) || (chosen.line && !open(chosen.line)))) select(null); else { paint(); tell(); }
  });
}

// Search in names and other forms; Enter takes the first.
const find = document.getElementById("find"), found = document.getElementById("found");
function hits() {
  const text = find.value.trim().toLowerCase();
  if (!text) return [];
  const fits = (thing) => [thing.name, ...thing.aliases].some((form) => form.toLowerCase().includes(text));
  return Object.entries(DATA.things).filter(([id, thing]) => visible(id) && fits(thing)).sort(([a], [b]) => around.get(b).length - around.get(a).length);
}
function search() {
  const all = hits();
  const rows = all.slice(0, FOUND).map(([id, thing]) => el("button", { type: "button", lang: "zh-CN", onclick: () => select({ node: id }, true) },
    el("span", { class: `mark kind-${thing.label}`, "aria-hidden": "true" }, DATA.kinds[thing.label].mark), " ", thing.name));
  if (find.value.trim()) rows.unshift(el("p", { class: "hint" }, word("shown_of").replace("{shown}", Math.min(all.length, FOUND)).replace("{total}", all.length)));
  found.replaceChildren(...rows);
}
find.addEventListener("input", search);
find.addEventListener("keydown", (event) => { if (event.key === "Enter") { const [first] = hits(); if (first) select({ node: first[0] }, true); } });

for (const section of document.querySelectorAll(".twin")) {
  section.addEventListener("click", (event) => {
    const button = event.target.closest("[data-node], [data-line]");
    if (!button) return;
    select(button.dataset.node ? { node: button.dataset.node } : { line: button.dataset.line }, true);
    document.getElementById("evidence-title").scrollIntoView({ block: "center" });
  });
}
function zoom(factor) { picture.moveTo({ scale: picture.getScale() * factor, animation: still ? false : { duration: 200, easingFunction: "linear" } }); }
document.getElementById("nearer").addEventListener("click", () => zoom(1.35));
document.getElementById("farther").addEventListener("click", () => zoom(1 / 1.35));
// The whole picture with the names of its islands; vis alone would cut them off.
function whole() {
  const box = document.getElementById("canvas").getBoundingClientRect();
  const side = (f) => DATA.islands.map(f);
  const l = Math.min(...side((i) => i.x - i.rx)), r = Math.max(...side((i) => i.x + i.rx)), t = Math.min(...side((i) => i.y - i.ry)), b = Math.max(...side((i) => i.y + i.ry));
  const scale = Math.min(1.2, (box.width - 24) / (r - l), (box.height - 110) / (b - t));
  if (DATA.islands.length) picture.moveTo({ position: { x: (l + r) / 2, y: (t + b) / 2 - 22 / scale }, scale, animation: false });
}
document.getElementById("fit").addEventListener("click", whole);
document.getElementById("clear").addEventListener("click", () => select(null));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { if (chosen) select(null); return; }
  if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); find.focus(); }
});
document.addEventListener("language", () => { paint(); tell(); search(); picture.redraw(); });
paint();
tell();
whole();
if (DATA.centre) select({ node: DATA.centre });
