// The interactive page. All text from the map enters the document as text nodes and
// attribute values, never as markup; nothing is fetched.
(() => {
"use strict";

// Records ------------------------------------------------------------------------------

const { facts, lines, unpacked } = window.argmapPage;
const words = facts.words;
for (const [kind, { keys, rows }] of Object.entries(facts).filter(([, held]) => held?.rows)) {
  facts[kind] = rows.map((row) => Object.fromEntries(row.map((cell, at) => [keys[at], cell ?? undefined])));
}
for (const record of [...facts.steps, ...facts.links, ...facts.stances, ...facts.stakes, ...facts.ties]) {
  for (const key of ["premises", "claims", "via"]) if (record[key]) record[key] = record[key].split(" ");
}
const records = new Map();
for (const [kind, list] of [["claim", facts.claims], ["actor", facts.actors],
  ["step", facts.steps], ["source", facts.sources]]) {
  for (const record of list) records.set(record.id, Object.assign(record, { kindOf: kind }));
}
const motion = facts.positions[0];
const rightToLeft = document.documentElement.dir === "rtl";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const drawnIds = [...facts.claims, ...facts.actors].map((record) => record.id);
const valuedIds = [...drawnIds, ...facts.steps.map((record) => record.id)];
for (const given of [...facts.values, ...facts.rungs]) {
  given.of = Object.fromEntries(valuedIds.map((id, at) => [id, given.labels[given.at[at]]]));
}
for (const view of facts.views) {
  const bits = BigInt("0x" + view.drawn);
  view.ids = new Set(drawnIds.filter((_, at) => (bits >> BigInt(at)) & 1n));
}
const SIGN = { accept: "✓", reject: "✕", neutral: "○", ambivalent: "±", gain: "+", loss: "−", mixed: "±" };
const GLYPH = { for: "▲", against: "▼", mixed: "◆", open: "●", motion: "★" };

function byId(id) { return document.getElementById(id); }

function say(key, facts = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

// An element from its tag, its properties and attributes, and its children.
function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function draw(tag, given, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}

function grouped(list, keys) {
  const groups = new Map();
  for (const record of list) {
    for (const key of keys(record)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(record);
    }
  }
  return (key) => groups.get(key) || [];
}

const stancesOn = grouped(facts.stances, (s) => [s.claim]);
const stancesOf = grouped(facts.stances, (s) => [s.actor]);
const stakesIn = grouped(facts.stakes, (s) => [s.claim]);
const stakesOf = grouped(facts.stakes, (s) => [s.actor]);
const tiesOf = grouped(facts.ties, (t) => [t.source, t.target]);
const linksOf = grouped(facts.links, (l) => l.claims);
const stepsFrom = grouped(facts.steps, (s) => s.premises);
const stepsOn = grouped(facts.steps, (s) => [s.target]);
const partsOf = grouped(facts.actors, (a) => (a.part_of ? [a.part_of] : []));
const told = grouped([...facts.stances, ...facts.stakes, ...facts.ties], (r) => r.via || []);

// How a record is called: in full, and in short.
function named(id) {
  const record = records.get(id);
  if (!record) return id;
  if (record.kindOf === "claim") return record.text;
  if (record.kindOf === "actor") return record.name;
  if (record.kindOf === "source") return record.title;
  const verb = records.get(record.target)?.kindOf === "step" ? "disputes" : record.side === "pro" ? "supports" : "attacks";
  return `${record.premises.map(shortly).join(" + ")} ${say(verb)} ${shortly(record.target)}`;
}

function shortly(id) {
  const record = records.get(id);
  if (record?.kindOf === "step") return record.id;
  return record?.kindOf === "claim" && record.label ? record.label : named(id);
}

function sideOf(claim) { return claim.id === motion ? "motion" : claim.side; }

// What if ------------------------------------------------------------------------------
// As ArgumentMap.on and ArgumentMap.without have it: a record stays if its rung is firm
// enough and it neither names an actor left out nor reached us through one; a step that
// disputes another falls with it.

const state = {
  rung: facts.bases.length - 1, out: new Set(),
  sides: new Set(), themes: new Set(), actors: new Set(),
};
let left = {};

function stays(record) {
  return record.rung <= state.rung && !state.out.has(record.actor) && !state.out.has(record.source)
    && !state.out.has(record.target) && !(record.via || []).some((id) => state.out.has(id));
}

function whatIf() {
  const steps = new Set(facts.steps.filter((step) => step.rung <= state.rung).map((step) => step.id));
  const fallen = facts.steps.filter((step) => !steps.has(step.id));
  while (fallen.length) {
    for (const undercut of stepsOn(fallen.pop().id)) if (steps.delete(undercut.id)) fallen.push(undercut);
  }
  const said = new Set([...facts.stances, ...facts.stakes, ...facts.ties].filter(stays));
  const links = new Set(facts.links.filter((link) => link.rung <= state.rung));
  const accepted = (claim, among) => stancesOn(claim.id).some((s) => s.verdict === "accept" && among(s));
  const lost = facts.claims.filter((claim) => accepted(claim, () => true) && !accepted(claim, (s) => said.has(s)));
  return { steps, said, links, lost: new Set(lost.map((claim) => claim.id)) };
}

function claimPasses(claim) {
  return (!state.sides.size || state.sides.has(claim.side))
    && (!state.themes.size || state.themes.has(themeOf(claim)))
    && (!state.actors.size || stancesOn(claim.id).some((s) => left.said.has(s) && state.actors.has(s.actor)));
}

function actorPasses(actor) {
  if (state.out.has(actor.id) || (state.actors.size && !state.actors.has(actor.id))) return false;
  if (!state.sides.size && !state.themes.size) return true;
  return stancesOf(actor.id).some((s) => left.said.has(s) && left.passing.has(s.claim));
}

function themeOf(claim) { return (claim.theme || "").split("/")[0]; }

// Whether something that connects records is still there: each end is, and so is a record
// that connects them.
function holds(ends) {
  if (ends.some((id) => records.get(id)?.kindOf === "step" ? !left.steps.has(id) : state.out.has(id))) return false;
  if (ends.some((id) => records.get(id)?.kindOf === "step")) return true;
  const between = [...ties(ends)];
  return !between.length || between.some((record) => left.said.has(record) || left.links.has(record));
}

function* ties(ends) {
  const among = new Set(ends);
  for (const id of among) {
    for (const s of [...stancesOf(id), ...stakesOf(id)]) if (among.has(s.claim)) yield s;
    for (const t of tiesOf(id)) if (among.has(t.source) && among.has(t.target)) yield t;
    for (const l of linksOf(id)) if (l.claims.every((claim) => among.has(claim))) yield l;
  }
}

function recompute() {
  left = whatIf();
  left.passing = new Set(facts.claims.filter(claimPasses).map((claim) => claim.id));
  for (const actor of facts.actors) if (actorPasses(actor)) left.passing.add(actor.id);
  for (const view of facts.views) if (view.ready) ghost(view);
  report();
  countChoices();
  if (panel.id) fillPanel();
}

// Nothing of a ghost is lost: it is pale, and named as gone to those who cannot see that.
function ghost(view) {
  for (const [id, elements] of view.things) {
    for (const element of elements) {
      element.classList.toggle("ghost", !left.passing.has(id));
      element.setAttribute("aria-label", spoken(id));
    }
  }
  for (const wire of view.wires) {
    const gone = !holds(wire.ends) || wire.ends.some((id) => view.things.has(id) && !left.passing.has(id));
    wire.element.classList.toggle("ghost", gone);
  }
  if (!view.things.get(view.at)?.some(isShown)) view.at = firstShown(view);
  rove(view);
  decorate(view);
}

function report() {
  const claims = facts.claims.filter((claim) => left.passing.has(claim.id)).length;
  const lines = [say("shown", { n: claims, all: facts.claims.length })];
  if (state.rung < facts.bases.length - 1 || state.out.size) {
    if (state.rung < facts.bases.length - 1) lines.push(`${say("rung")}: ${say(facts.bases[state.rung])}`);
    if (state.out.size) lines.push(say("actors-out", { n: state.out.size }));
    const all = facts.stances.length + facts.stakes.length + facts.ties.length;
    lines.push(say("remaining", { n: left.said.size, all }));
    lines.push(say("steps-left", { n: left.steps.size, all: facts.steps.length }));
    lines.push(say("lost-count", { n: left.lost.size }));
  }
  byId("status").textContent = lines.join(" · ");
  const set = state.sides.size + state.themes.size + state.actors.size + state.out.size;
  byId("filters-count").textContent = set + (state.rung < facts.bases.length - 1) || "";
}

// Views --------------------------------------------------------------------------------

const tabs = [...document.querySelectorAll("[role=tab]")];
let now = facts.views[0];

function paneOf(view) { return byId(`pane-${facts.views.indexOf(view)}`); }

// A picture is built when it is first opened: its shapes, with its texts in their gaps.
let unpacking = null;
async function prepared(view) {
  const pane = paneOf(view), at = facts.views.indexOf(view);
  if (view.ready || view.failed) return;
  if (!pane.querySelector("svg")) {
    let picture = null;
    try {
      unpacking ??= unpacked("packed-shapes").then((all) => all.split("\u0003"));
      const shapes = (await unpacking)[at].split("\u0002");
      if (view.ready) return;
      const text = shapes.map((part, gap) => part + (lines[at][gap] ?? "")).join("");
      picture = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    } catch { /* said below */ }
    if (picture?.localName !== "svg") {
      view.failed = true;
      pane.replaceChildren(make("p", { class: "note" }, say("bad-picture")));
      return;
    }
    pane.replaceChildren(document.importNode(picture, true));
  }
  if (pane.querySelector("svg")) enliven(view, pane.querySelector("svg"));
}

// A picture's things and what connects them, found by the marks the painter left.
function enliven(view, svg) {
  const natural = svg.viewBox.baseVal;
  Object.assign(view, {
    ready: true, svg, pane: paneOf(view), things: new Map(), wires: [],
    whole: { x: natural.x, y: natural.y, w: natural.width, h: natural.height },
    size: ["width", "height", "viewBox"].map((name) => [name, svg.getAttribute(name)]),
  });
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("role", "group");
  svg.querySelector(":scope > title")?.remove();
  svg.removeAttribute("aria-labelledby");
  svg.setAttribute("aria-label", `${view.label}: ${facts.title || facts.question}`);
  const told = svg.querySelector(":scope > desc");
  if (told?.id) svg.setAttribute("aria-describedby", told.id);
  for (const element of svg.querySelectorAll("[data-id]")) {
    const id = element.dataset.id, kind = records.get(id)?.kindOf;
    if (kind !== "claim" && kind !== "actor") continue;
    element.classList.add("thing");
    element.setAttribute("role", "button");
    if (!view.things.has(id)) view.things.set(id, []);
    view.things.get(id).push(element);
    const box = element.getBBox();
    element.prepend(draw("rect", { class: "area", x: box.x, y: box.y, width: box.width, height: box.height }));
  }
  for (const element of svg.querySelectorAll("[data-ends], [data-id]:not(.thing)")) {
    const step = records.get(element.dataset.id?.split("--")[0]);
    const ends = element.dataset.ends?.split(/\s+/).filter(Boolean)
      || (step?.kindOf === "step" ? [step.id, ...step.premises, step.target] : null);
    if (!ends || element.classList.contains("thing")) continue;
    view.wires.push({ element, ends, inside: Boolean(element.closest(".thing")) });
    if (!element.closest(".thing")) widen(element);
  }
  view.touching = grouped(view.wires, (wire) => wire.ends);
  view.of = new Map(view.wires.map((wire) => [wire.element, wire]));
  view.over = draw("g", { class: "over", "aria-hidden": "true" });
  svg.append(view.over);
  document.documentElement.classList.toggle("wide", view.whole.w > view.whole.h);
}

// A thin line gets an unseen broad one, so that it can be pointed at.
function widen(element) {
  for (const line of element.querySelectorAll("path, polyline, line")) {
    if (getComputedStyle(line).fill !== "none") continue;
    const broad = line.cloneNode(false);
    broad.removeAttribute("id");
    broad.setAttribute("class", "hit");
    element.append(broad);
  }
}

async function show(name) {
  const tables = name === "tables" && !facts.views.some((v) => v.name === name) && byId("tab-tables");
  const view = facts.views.find((v) => v.name === name) || facts.views[0];
  const tab = tables || tabs[facts.views.indexOf(view)];
  for (const other of tabs) {
    other.setAttribute("aria-selected", other === tab);
    other.tabIndex = other === tab ? 0 : -1;
    byId(other.getAttribute("aria-controls")).hidden = other !== tab;
  }
  tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  document.documentElement.classList.toggle("tabled", Boolean(tables));
  if (tables) { now = { name: "tables", ids: new Set() }; return; }
  now = view;
  await prepared(view);
  if (now !== view || !view.ready) return;
  document.documentElement.classList.toggle("wide", view.whole.w > view.whole.h);
  if (!view.box) { ghost(view); settle(view); }
  fitted(view);
  emphasise(view);
}

for (const tab of tabs) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(tab), forth = rightToLeft ? "ArrowLeft" : "ArrowRight", back = rightToLeft ? "ArrowRight" : "ArrowLeft";
    const next = { [forth]: at + 1, [back]: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const to = tabs[(next + tabs.length) % tabs.length];
    to.focus();
    choose(to);
  });
}

async function choose(tab) {
  await show(facts.views[tabs.indexOf(tab)]?.name || "tables");
  if (panel.id) fillPanel();
  if (now.ready && panel.id) reveal(now.things.get(panel.id)?.[0]);
  writeAddress();
}

// Looking: nothing but the viewBox changes ------------------------------------------------

const READING = 0.62;

function room() {
  const box = byId("stage").getBoundingClientRect();
  return { w: Math.max(box.width, 1), h: Math.max(box.height, 1) };
}

function scaleOf(view) { return room().w / view.box.w; }

function look(view, box) {
  view.box = box;
  view.svg.setAttribute("viewBox", [box.x, box.y, box.w, box.h].map((n) => Math.round(n * 100) / 100).join(" "));
}

// The box that shows a point in the middle at a scale.
function around(x, y, scale) {
  const { w, h } = room();
  return { x: x - w / scale / 2, y: y - h / scale / 2, w: w / scale, h: h / scale };
}

function whole(view) {
  const { w, h } = room(), { x, y, w: wide, h: tall } = view.whole;
  return around(x + wide / 2, y + tall / 2, Math.min(w / wide, h / tall) * 0.98);
}

// The picture at a size its text can be read at: from its top, where reading starts or
// around the motion, with no empty space that could show more of it.
function readable(view) {
  const { w, h } = room(), { x, y, w: wide, h: tall } = view.whole;
  const scale = Math.max(READING, Math.min(w / wide, 1.15)), box = { w: w / scale, h: h / scale };
  const card = view.things.has(motion) && placeOf(view, view.things.get(motion)[0]);
  const middle = card ? card.x + card.w / 2 : rightToLeft ? x + wide : x;
  const within = (from, least, room) => (room < 0 ? least + room / 2 : Math.min(Math.max(from, least), least + room));
  box.x = within(middle - box.w / 2, x, wide - box.w);
  const seen = !card || card.y + card.h / 2 < y + box.h;
  box.y = seen ? y : within(card.y + card.h / 2 - box.h / 2, y, tall - box.h);
  return box;
}

function settle(view) {
  const all = whole(view);
  look(view, room().w / all.w >= READING ? all : readable(view));
}

// When the stage grows or shrinks, what it shows stays where it is on the screen.
function fitted(view) {
  const { w, h } = room(), { offsetLeft: left } = byId("stage");
  if (!view.box || (view.w === w && view.h === h)) return;
  const scale = (view.w || w) / view.box.w, aside = (left - (view.left ?? left)) / scale;
  look(view, { x: view.box.x + aside, y: view.box.y, w: w / scale, h: h / scale });
  Object.assign(view, { w, h, left });
}

function zoom(view, factor, at) {
  const scale = scaleOf(view), { w, h } = room();
  const least = Math.min(room().w / whole(view).w, READING) * 0.5;
  const next = Math.min(Math.max(scale * factor, least), 8);
  const [px, py] = at || [w / 2, h / 2];
  const x = view.box.x + px / scale, y = view.box.y + py / scale;
  look(view, { x: x - px / next, y: y - py / next, w: w / next, h: h / next });
}

function pan(view, right, down) {
  look(view, kept(view, { ...view.box, x: view.box.x + right, y: view.box.y + down }));
}

// A box from which some of the picture can still be seen.
function kept(view, box) {
  const { x, y, w, h } = view.whole, some = 60;
  return {
    ...box,
    x: Math.min(Math.max(box.x, x - box.w + some), x + w - some),
    y: Math.min(Math.max(box.y, y - box.h + some), y + h - some),
  };
}

let gliding = 0;
function glide(view, to) {
  cancelAnimationFrame(gliding);
  if (calm.matches) { look(view, to); return; }
  const from = view.box, start = performance.now();
  const move = (time) => {
    const done = Math.min((time - start) / 180, 1), eased = 1 - (1 - done) ** 3;
    look(view, Object.fromEntries(["x", "y", "w", "h"].map((k) => [k, from[k] + (to[k] - from[k]) * eased])));
    if (done < 1) gliding = requestAnimationFrame(move);
  };
  gliding = requestAnimationFrame(move);
}

// Where an element is in the picture; nothing in it ever moves.
const placed = new WeakMap();
function placeOf(view, element) {
  const place = placed.get(element) || measured(view, element);
  if (place.w) placed.set(element, place);
  return place;
}

function measured(view, element) {
  const own = element.getBBox(), matrix = view.svg.getScreenCTM()?.inverse().multiply(element.getScreenCTM());
  if (!matrix) return { x: own.x, y: own.y, w: own.width, h: own.height };
  const a = new DOMPoint(own.x, own.y).matrixTransform(matrix);
  const b = new DOMPoint(own.x + own.width, own.y + own.height).matrixTransform(matrix);
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(b.x - a.x), h: Math.abs(b.y - a.y) };
}

// Bring a card into sight, if it is not there, moving no more than needed.
function reveal(element) {
  const view = now;
  if (!element || !view.ready) return;
  const place = placeOf(view, element), scale = scaleOf(view), edge = 28 / scale, box = { ...view.box };
  if (scale < READING * 0.6) { glide(view, around(place.x + place.w / 2, place.y + place.h / 2, Math.max(READING, 0.8))); return; }
  const along = (at, size, from, length) => {
    if (size + 2 * edge > length) return at + size / 2 - length / 2;
    return Math.min(Math.max(from, at + size + edge - length), at - edge);
  };
  box.x = along(place.x, place.w, box.x, box.w);
  box.y = along(place.y, place.h, box.y, box.h);
  if (box.x !== view.box.x || box.y !== view.box.y) glide(view, box);
}

const pointers = new Map();
let dragged = false, spread = 0;

byId("stage").addEventListener("pointerdown", (event) => {
  if (!now.ready || event.button || !event.target.closest(".picture")) return;
  cancelAnimationFrame(gliding);
  if (!pointers.size) dragged = false;
  pointers.set(event.pointerId, [event.clientX, event.clientY]);
  spread = 0;
});
addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before || !now.ready) return;
  const dx = event.clientX - before[0], dy = event.clientY - before[1];
  if (!dragged && Math.hypot(dx, dy) < 4 && pointers.size < 2) return;
  dragged = true;
  now.pane.classList.add("dragging");
  pointers.set(event.pointerId, [event.clientX, event.clientY]);
  pan(now, -dx / scaleOf(now) / pointers.size, -dy / scaleOf(now) / pointers.size);
  if (pointers.size === 2) {
    const [[ax, ay], [bx, by]] = [...pointers.values()], wide = Math.hypot(ax - bx, ay - by);
    const box = byId("stage").getBoundingClientRect();
    if (spread) zoom(now, wide / spread, [(ax + bx) / 2 - box.left, (ay + by) / 2 - box.top]);
    spread = wide;
  }
});
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, (event) => {
    pointers.delete(event.pointerId);
    spread = 0;
    if (!pointers.size) now.pane?.classList.remove("dragging");
  });
}
byId("stage").addEventListener("wheel", (event) => {
  if (!now.ready || !event.target.closest(".picture")) return;
  event.preventDefault();
  const box = byId("stage").getBoundingClientRect();
  const lines = event.deltaMode === 1 ? 30 : event.deltaMode === 2 ? 400 : 1;
  zoom(now, Math.exp(-Math.max(-240, Math.min(240, event.deltaY * lines)) * (event.ctrlKey ? 0.008 : 0.0018)), [event.clientX - box.left, event.clientY - box.top]);
}, { passive: false });

for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => now.ready && zoom(now, Number(button.dataset.zoom)));
}
for (const button of document.querySelectorAll("[data-pan]")) {
  const [right, down] = button.dataset.pan.split(" ").map(Number);
  button.addEventListener("click", () => nudge(right, down));
}
function nudge(right, down) {
  if (now.ready) pan(now, right * now.box.w * 0.2, down * now.box.h * 0.2);
}
byId("fit").addEventListener("click", () => now.ready && glide(now, whole(now)));
byId("read").addEventListener("click", () => now.ready && glide(now, readable(now)));
new ResizeObserver(() => now.ready && fitted(now)).observe(byId("stage"));

// Emphasis: neighbours near, the rest far ------------------------------------------------

// What bears directly on a record: the connections it is an end of, and their other ends.
function neighbours(view, id) {
  const near = new Set([id]), wires = new Set(view.touching(id));
  for (const wire of [...wires]) {
    for (const end of wire.ends) {
      near.add(end);
      if (records.get(end)?.kindOf === "step") for (const other of view.touching(end)) wires.add(other);
    }
  }
  if (records.get(id)?.kindOf === "step") {
    for (const wire of wires) for (const end of wire.ends) near.add(end);
  }
  return { near, wires };
}

function emphasise(view, id = panel.id, wire = null) {
  if (!view.ready) return;
  let { near, wires } = id ? neighbours(view, id) : { near: null, wires: null };
  if (wire) { near = new Set(wire.ends); wires = new Set([wire]); }
  if (near && ![...near].some((one) => view.things.has(one)) && !wires.size) near = null;
  for (const [one, elements] of view.things) {
    for (const element of elements) element.classList.toggle("far", Boolean(near) && !near.has(one));
  }
  for (const other of view.wires) {
    other.element.classList.toggle("far", Boolean(near) && !other.inside && !wires.has(other));
  }
  for (const joint of view.svg.querySelectorAll(".joint:not([data-ends])")) joint.classList.toggle("far", Boolean(near));
  decorate(view);
}

// Rings and marks are drawn over the picture, so that every browser shows them.
function decorate(view) {
  if (!view.ready || view.pane.hidden) return;
  view.over.replaceChildren();
  const frame = (element, kind, by) => {
    const place = placeOf(view, element);
    view.over.append(draw("rect", { class: kind, x: place.x - by, y: place.y - by, width: place.w + 2 * by, height: place.h + 2 * by, rx: 12 }));
    return place;
  };
  let wide = 0;
  for (const id of left.lost || []) {
    for (const element of view.things.get(id) || []) {
      if (!left.passing.has(id)) continue;
      const place = frame(element, "lost", 2);
      const tag = draw("text", { x: place.x + place.w - 10, y: place.y + 3, "text-anchor": "end" }, say("no-holder"));
      view.over.append(tag);
      wide ||= tag.getBBox().width;
      view.over.insertBefore(draw("rect", { class: "tag", x: place.x + place.w - 16 - wide, y: place.y - 9, width: wide + 12, height: 17, rx: 8 }), tag);
    }
  }
  for (const element of view.things.get(panel.id) || []) frame(element, "ring chosen", 4);
  const focused = view.svg.contains(document.activeElement) && document.activeElement.closest(".thing");
  if (focused) frame(focused, "ring focus", 7);
}

// A card, or what connects cards: a chip on a card is part of the card.
function partAt(view, target) {
  const element = target.closest?.("[data-ends], [data-id]");
  const thing = target.closest?.(".thing");
  if (thing) return { id: thing.dataset.id, thing };
  const wire = element && view.of.get(element);
  return wire ? { wire, id: idOf(wire) } : {};
}

function idOf(wire) {
  const step = wire.ends.find((id) => records.get(id)?.kindOf === "step");
  return step || wire.ends.find((id) => records.get(id)?.kindOf === "claim") || wire.ends.find((id) => records.has(id));
}

let hovered = null;
byId("stage").addEventListener("pointerover", (event) => {
  if (!now.ready || event.pointerType === "touch" || pointers.size) return;
  const { id, wire, thing } = partAt(now, event.target);
  if (thing !== undefined || wire) {
    hovered = thing || wire;
    emphasise(now, id, wire || null);
    if (wire) tooltip(wire);
  } else if (hovered) {
    hovered = null;
    emphasise(now);
  }
});
byId("stage").addEventListener("pointerleave", () => {
  if (hovered && now.ready) { hovered = null; emphasise(now); }
});

function tooltip(wire) {
  if (wire.titled || wire.element.querySelector("title")) return;
  wire.titled = true;
  const step = wire.ends.find((id) => records.get(id)?.kindOf === "step");
  const said = step ? named(step) : wire.ends.filter((id) => records.has(id)).map(named).join(" – ");
  wire.element.prepend(draw("title", {}, said));
}

byId("stage").addEventListener("click", (event) => {
  if (!now.ready || !event.target.closest(".picture")) return;
  if (dragged) { dragged = false; return; }
  const { id, thing } = partAt(now, event.target);
  if (thing) focusOn(now, thing);
  if (id) open(id, { from: thing });
  else close();
});

// Walking --------------------------------------------------------------------------------

function isShown(element) { return !element.classList.contains("ghost"); }

function cards(view) {
  return [...view.svg.querySelectorAll(".thing")].filter(isShown);
}

function firstShown(view) { return cards(view)[0]?.dataset.id; }

// One card at a time can be reached by Tab; arrows go on from there.
function rove(view) {
  const at = view.element && isShown(view.element) ? view.element : view.things.get(view.at)?.find(isShown);
  for (const elements of view.things.values()) {
    for (const element of elements) {
      const shown = isShown(element);
      if (shown) element.removeAttribute("aria-disabled");
      else element.setAttribute("aria-disabled", "true");
      element.setAttribute("tabindex", element === at ? 0 : -1);
    }
  }
}

function focusOn(view, element) {
  if (!element) return;
  view.at = element.dataset.id;
  view.element = element;
  rove(view);
  element.focus({ preventScroll: true });
  reveal(element);
}

// The next card in a direction: near along it, and not far aside.
function beside(view, from, [right, down]) {
  const here = placeOf(view, from), middle = (p) => [p.x + p.w / 2, p.y + p.h / 2];
  const [hx, hy] = middle(here);
  let best = null, least = Infinity;
  for (const card of cards(view)) {
    if (card === from) continue;
    const place = placeOf(view, card), [x, y] = middle(place);
    const along = right ? (x - hx) * right : (y - hy) * down;
    const gap = right
      ? Math.max(0, Math.max(place.y - here.y - here.h, here.y - place.y - place.h))
      : Math.max(0, Math.max(place.x - here.x - here.w, here.x - place.x - place.w));
    if (along <= 1) continue;
    const aside = right ? Math.abs(y - hy) : Math.abs(x - hx);
    const cost = along + 3 * gap + 0.4 * aside;
    if (cost < least) [best, least] = [card, cost];
  }
  return best;
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

byId("stage").addEventListener("keydown", (event) => {
  const card = now.ready && event.target.closest?.(".thing");
  if (ARROWS[event.key] && event.shiftKey && now.ready) { event.preventDefault(); nudge(...ARROWS[event.key]); return; }
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  if (ARROWS[event.key]) { event.preventDefault(); focusOn(now, beside(now, card, ARROWS[event.key])); }
  else if (event.key === "Home" || event.key === "End") { event.preventDefault(); focusOn(now, cards(now).at(event.key === "Home" ? 0 : -1)); }
  else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(card.dataset.id, { from: card }); }
});
byId("stage").addEventListener("focusin", (event) => {
  const card = event.target.closest?.(".thing");
  if (now.ready) decorate(now);
  if (card && card.matches(":focus-visible")) reveal(card);
});
byId("stage").addEventListener("focusout", () => now.ready && requestAnimationFrame(() => decorate(now)));

// The panel --------------------------------------------------------------------------------

const panel = { id: null, from: null, trail: [] };

// Everything there is to say of a card, for those who cannot see it.
function spoken(id) {
  const record = records.get(id);
  const gone = left.passing && !left.passing.has(id) ? [state.out.has(id) ? say("left-out") : ""] : [];
  if (record.kindOf === "actor") {
    return [record.name, record.bloc, record.kind, ...gone].filter(Boolean).join(", ");
  }
  const holders = [...new Set(stancesOn(id).filter((s) => left.said.has(s)).map((s) => `${named(s.actor)} ${say(s.verdict)}`))];
  const lost = left.lost.has(id) ? say("no-holder") : "";
  return [`${say(sideOf(record))}: ${record.text}`, ...holders, lost, ...gone].filter(Boolean).join(". ");
}

function link(id, text = named(id)) {
  const address = `#${encodeURIComponent(now.name)}/${id}`;
  return make("a", {
    href: address, dir: "auto",
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(id, { follow: true });
    },
  }, text);
}

async function open(id, { from = null, follow = false } = {}) {
  if (!records.has(id)) return;
  if (follow && panel.id && panel.id !== id) panel.trail.push(panel.id);
  if (!follow) panel.trail = [];
  if (!panel.id || from) panel.from = from || document.activeElement;
  panel.id = id;
  byId("panel").hidden = false;
  fillPanel();
  byId("panel").scrollTop = 0;
  byId("panel").querySelector("h2").focus({ preventScroll: true });
  writeAddress();
  if (!now.ready) return;
  fitted(now);
  emphasise(now);
  reveal(from || now.things.get(id)?.[0] || wireOf(now, id));
}

function wireOf(view, id) { return view.touching(id)[0]?.element; }

function close() {
  if (!panel.id) return;
  const card = panel.from?.isConnected && panel.from !== document.body ? panel.from : now.things?.get(panel.id)?.[0];
  Object.assign(panel, { id: null, from: null, trail: [] });
  byId("panel").hidden = true;
  if (card?.matches?.(".thing") && now.ready && now.svg.contains(card)) focusOn(now, card);
  else card?.focus?.({ preventScroll: true });
  if (now.ready) { fitted(now); emphasise(now); }
  writeAddress();
}

function fillPanel() {
  const record = records.get(panel.id);
  const body = { claim: ofClaim, actor: ofActor, step: ofStep, source: ofSource }[record.kindOf](record);
  const { title, kind } = heading(record);
  const back = panel.trail.length && make("button", { type: "button", class: "shut back", "aria-label": say("back"), title: say("back"), onclick: () => {
    const id = panel.trail.pop(), trail = panel.trail;
    open(id);
    panel.trail = trail;
    fillPanel();
    byId("panel").querySelector("h2").focus({ preventScroll: true });
  } }, rightToLeft ? "→" : "←");
  const held = byId("panel").contains(document.activeElement) && document.activeElement;
  const keep = held && (held.id || held.className);
  byId("panel").replaceChildren(
    make("div", { class: "top" }, back || "", make("h2", { tabindex: "-1", class: kind, dir: "auto" }, title),
      make("button", { type: "button", class: "shut", id: "panel-close", "aria-label": say("close"), onclick: close }, "✕")),
    ...[...body, elsewhere(record)].filter(Boolean));
  if (keep) (byId(held.id) || byId("panel").querySelector(`[class="${keep}"]`) || byId("panel").querySelector("h2")).focus();
}

function heading(record) {
  if (record.kindOf === "claim") {
    const side = sideOf(record);
    const position = side !== "motion" && facts.positions.includes(record.id) ? ` · ${say("position")}` : "";
    return { title: `${GLYPH[side]} ${say(side)}${position} · ${record.label || record.id}`, kind: side };
  }
  if (record.kindOf === "actor") return { title: record.name, kind: "" };
  return { title: `${say(record.kindOf)} · ${record.kindOf === "step" ? record.id : record.title}`, kind: record.side === "pro" ? "for" : record.side === "con" ? "against" : "" };
}

// A heading and a list, or nothing if the list is empty.
function section(title, items, empty) {
  const list = items.filter(Boolean);
  if (!list.length) return empty ? make("div", {}, make("h3", {}, title), make("p", {}, empty)) : null;
  return make("div", {}, make("h3", {}, title), make("ul", {}, ...list));
}

function rung(record) {
  const basis = facts.bases[record.rung];
  return make("span", { class: `badge rung-${record.rung}`, title: say(`${basis}-means`) }, say(basis));
}

// Who said it, how surely, when and where; and whether it stands with what is chosen.
function provenance(record, remains) {
  const parts = [rung(record)];
  if (record.hedge) parts.push(`“${record.hedge}” `);
  if (record.strength !== undefined) parts.push(`${say("strength", { n: record.strength })} `);
  if (record.date) parts.push(`${record.date} `);
  if (record.via) {
    const [before, after] = words.via.split("{chain}");
    parts.push(before);
    record.via.forEach((id, at) => parts.push(at ? (rightToLeft ? " ← " : " → ") : "", link(id)));
    parts.push(`${after} `);
  }
  parts.push(places(record));
  if (!remains) parts.push(make("span", { class: "badge" }, say(record.rung > state.rung ? "below-rung" : "left-out")));
  return make("div", { class: "fine" }, ...parts);
}

// Source, locator and quote of each citation.
function cited(record) {
  return (record.at || []).map((citation) => {
    const [short, quote] = [citation].flat(), [source, ...locator] = short.split(" ");
    return { source, locator: locator.join(" "), quote };
  });
}

function places(record, source) {
  const among = cited(record).filter((c) => !source || c.source === source);
  return [...new Set(among.map((c) => c.locator).filter(Boolean))].join(", ");
}

function sources(record) {
  return section(say("sources"), cited(record).map(({ source, locator, quote }) => make("li", {},
    link(source), locator ? `, ${locator}` : "", quote ? make("div", { class: "quote", dir: "auto" }, quote) : null)));
}

function weightBar(weight, kind) {
  const full = Math.round(weight * 5);
  return make("span", {}, make("span", { class: `bar ${kind}`, "aria-hidden": "true" },
    ...Array.from({ length: 5 }, (_, at) => make("i", { class: at < full ? "full" : "" }))), String(weight));
}

function table(pairs) {
  const given = pairs.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return make("dl", { class: "facts" }, ...given.flatMap(([name, value]) => [make("dt", {}, name), make("dd", { dir: "auto" }, value)]));
}

function values(id) {
  const rows = facts.values.filter(({ of }) => of[id]).map(({ said, of }) => make("li", { dir: "auto" }, make("span", { class: "badge" }, of[id]), said));
  const known = facts.rungs.some(({ of }) => of[id]);
  const badges = facts.rungs.map(({ of }, at) => make("span", { class: `badge${at === state.rung ? " now" : ""}`, dir: "auto" }, `${say(facts.bases[at])}: ${of[id] || "–"}`));
  return [section(say("values"), rows),
    known ? section(say("rungs"), [make("li", {}, ...badges, make("div", { class: "fine", dir: "auto" }, facts.rungs[0].said))]) : null];
}

function statement(record, who, verb, sign) {
  const remains = left.said.has(record);
  return make("li", {}, make("span", { class: remains ? "" : "fallen" }, `${sign} `, link(who), ` ${verb}`), provenance(record, remains));
}

function ofClaim(claim) {
  const kind = sideOf(claim);
  return [
    make("p", { class: "said", dir: "auto" }, claim.text),
    left.lost.has(claim.id) ? make("p", { class: "row" }, make("span", { class: "badge now" }, say("no-holder"))) : null,
    table([
      [say("weight"), weightBar(claim.weight ?? 0.5, kind)],
      [say("theme-of"), claim.theme],
      [say("kind"), claim.kind && say(claim.kind)],
    ]),
    section(say("held-by"), stancesOn(claim.id).map((s) => statement(s, s.actor, say(s.verdict), SIGN[s.verdict])), say("nobody")),
    section(say("stakes"), stakesIn(claim.id).map((s) => statement(s, s.actor, say(s.effect === "mixed" ? "mixed-stake" : s.effect), SIGN[s.effect]))),
    ...values(claim.id),
    section(say("relations"), [
      ...stepsFrom(claim.id).map((step) => relation(step, claim.id)),
      ...stepsOn(claim.id).map((step) => reply(step)),
      ...linksOf(claim.id).map((l) => make("li", {}, `${say(l.kind)} `, link(l.claims.find((id) => id !== claim.id)), provenance(l, left.links.has(l)))),
    ]),
    sources(claim),
  ];
}

// What a step from here bears on.
function relation(step, from) {
  const target = records.get(step.target), others = step.premises.filter((id) => id !== from);
  const verb = target.kindOf === "step" ? "disputes" : step.side === "pro" ? "supports" : "attacks";
  return make("li", {}, `${say(verb)} `, link(step.target, shortly(step.target) === named(step.target) ? undefined : named(step.target)),
    ...others.flatMap((id, at) => [at ? ", " : ` ${say("together-with")} `, link(id)]), underneath(step));
}

// What bears on here.
function reply(step) {
  const target = records.get(step.target);
  const verb = target.kindOf === "step" ? "disputed-by" : step.side === "pro" ? "supported-by" : "attacked-by";
  return make("li", {}, `${say(verb)} `, ...step.premises.flatMap((id, at) => [at ? " + " : "", link(id)]), underneath(step));
}

function underneath(step) {
  const line = provenance(step, left.steps.has(step.id));
  line.append(" ", link(step.id, say("this-step")));
  return line;
}

function ofStep(step) {
  return [
    section(say("premises"), step.premises.map((id) => make("li", {}, link(id)))),
    section(`${say("target")} (${say(records.get(step.target).kindOf === "step" ? "disputes" : step.side === "pro" ? "supports" : "attacks")})`, [make("li", {}, link(step.target))]),
    table([
      [say("basis"), rung(step)],
      [say("weight"), weightBar(step.weight ?? 1, step.side === "pro" ? "for" : "against")],
      [say("scheme"), step.scheme],
    ]),
    left.steps.has(step.id) ? null : make("p", { class: "row" }, make("span", { class: "badge now" }, say("below-rung"))),
    ...values(step.id),
    section(say("relations"), stepsOn(step.id).map(reply)),
    sources(step),
  ];
}

function ofActor(actor) {
  const out = state.out.has(actor.id);
  return [
    table([
      [say("kind"), actor.kind === "voice" ? say("voice") : actor.kind],
      [say("bloc"), actor.bloc],
      [say("part-of"), actor.part_of && link(actor.part_of)],
      [say("influence"), actor.influence === undefined ? "" : String(actor.influence)],
      [say("names"), (actor.names || []).join(", ")],
    ]),
    make("p", { class: "row" }, make("button", { type: "button", id: "leave-out", "aria-pressed": String(out), onclick: () => leaveOut(actor.id, !out) }, say(out ? "put-back" : "leave-out"))),
    ...values(actor.id),
    section(say("stances"), stancesOf(actor.id).map((s) => about(s, say(s.verdict), SIGN[s.verdict]))),
    section(say("stakes-of"), stakesOf(actor.id).map((s) => about(s, say(s.effect === "mixed" ? "mixed-stake" : s.effect), SIGN[s.effect]))),
    section(say("ties"), tiesOf(actor.id).map((t) => make("li", {}, make("span", { class: left.said.has(t) ? "" : "fallen" },
      t.source === actor.id ? "" : link(t.source), ` ${t.kind} `, t.target === actor.id ? "" : link(t.target)), provenance(t, left.said.has(t))))),
    section(say("parts"), partsOf(actor.id).map((part) => make("li", {}, link(part.id)))),
    section(say("reports"), told(actor.id).map((r) => r.claim
      ? about(r, `${named(r.actor)} ${say(r.verdict || (r.effect === "mixed" ? "mixed-stake" : r.effect))}`, "")
      : make("li", {}, link(r.source), ` ${r.kind} `, link(r.target), provenance(r, left.said.has(r))))),
    sources(actor),
  ];
}

function about(record, verb, sign) {
  const remains = left.said.has(record);
  return make("li", {}, make("span", { class: remains ? "" : "fallen" }, `${sign} ${verb}: `, link(record.claim)), provenance(record, remains));
}

function ofSource(source) {
  const citing = [...facts.claims, ...facts.steps, ...facts.actors].filter((r) => cited(r).some((c) => c.source === source.id));
  return [
    make("p", { class: "said", dir: "auto" }, source.title),
    table([
      [say("publisher"), source.publisher], [say("author"), source.author], [say("date"), source.date],
      [say("address"), source.url && /^https?:\/\//i.test(source.url)
        ? make("a", { href: source.url, rel: "noopener noreferrer", target: "_blank", dir: "ltr" }, source.url) : source.address],
    ]),
    section(say("cited-by"), citing.map((r) => make("li", {}, link(r.id), make("div", { class: "fine" }, places(r, source.id))))),
  ];
}

// Where else the record can be seen, if not here.
function elsewhere(record) {
  if (!["claim", "actor"].includes(record.kindOf) || now.ids.has(record.id)) return null;
  const views = facts.views.filter((view) => view.ids.has(record.id));
  return make("div", {}, make("h3", {}, say("not-drawn")), views.length ? make("p", { class: "row" }, `${say("drawn-in")}: `,
    ...views.map((view) => make("button", { type: "button", onclick: () => choose(tabs[facts.views.indexOf(view)]) }, view.label))) : null);
}

// Filters and what if --------------------------------------------------------------------

const choices = [];

// A box to tick or a button to choose, its name, and how many records it stands for.
function choice(type, name, label, { count, checked, change, dot }) {
  const number = make("span", { class: "count" });
  const input = make("input", { type, name, value: label, onchange: () => change(input.checked) });
  choices.push(() => { input.checked = checked(); if (count) number.textContent = count(); });
  return make("label", { class: "choice" }, input, make("span", { dir: "auto", class: dot }, ...[label].flat()), count ? number : null);
}

function ticks(set, key, label, count, dot) {
  return choice("checkbox", "", label, {
    count, dot, checked: () => set.has(key),
    change: (on) => { if (on) set.add(key); else set.delete(key); recompute(); },
  });
}

function group(title, opened, ...inputs) {
  return make("details", { open: opened }, make("summary", {}, title), make("fieldset", { "aria-label": title }, ...inputs));
}

function countChoices() { for (const update of choices) update(); byId("lost").replaceChildren(...lostList()); }

function lostList() {
  return left.lost.size ? [make("h3", {}, say("lost")), make("ul", {}, ...[...left.lost].map((id) => make("li", { class: "fine" }, link(id))))] : [];
}

function leaveOut(id, out) {
  if (out) state.out.add(id); else state.out.delete(id);
  recompute();
}

function buildFilters() {
  const among = (test) => facts.claims.filter(test).length;
  const themes = [...new Set(facts.claims.map(themeOf))].sort((a, b) => (a === "") - (b === ""));
  const holding = facts.actors.filter((actor) => stancesOf(actor.id).length);
  const sides = ["for", "against", "mixed", "open"].filter((side) => facts.claims.some((claim) => claim.side === side));
  const held = (actor) => new Set(stancesOf(actor.id).filter((s) => left.said.has(s)).map((s) => s.claim)).size;
  const speaking = facts.actors.filter((a) => stancesOf(a.id).length || stakesOf(a.id).length || tiesOf(a.id).length || told(a.id).length);
  const counted = [...facts.stances, ...facts.stakes, ...facts.ties, ...facts.links, ...facts.steps];
  byId("choices").append(
    make("h3", {}, say("show-only")),
    group(say("side"), true, ...sides.map((side) => ticks(state.sides, side, `${GLYPH[side]} ${say(side)}`, () => among((c) => c.side === side), side))),
    themes.length > 1 ? group(say("theme-of"), themes.length < 9, ...themes.map((theme) => ticks(state.themes, theme, theme || say("no-theme"), () => among((c) => themeOf(c) === theme)))) : "",
    holding.length ? group(say("held-only"), holding.length < 9, ...holding.map((actor) => ticks(state.actors, actor.id, actor.name, () => held(actor)))) : "",
    make("h3", {}, say("what-if")),
    group(say("rung"), true, make("p", { class: "fine" }, say("rung-hint")), ...facts.bases.map((basis, at) => choice("radio", "rung",
      [say(basis), make("span", { class: "fine" }, say(`${basis}-means`))], {
        count: () => counted.filter((r) => r.rung <= at).length, checked: () => state.rung === at,
        change: () => { state.rung = at; recompute(); },
      }))),
    speaking.length ? group(say("leaving-out"), speaking.length < 9, make("p", { class: "fine" }, say("leaving-out-hint")),
      ...speaking.map((actor) => ticks(state.out, actor.id, actor.name, () => stancesOf(actor.id).length + stakesOf(actor.id).length + tiesOf(actor.id).length + told(actor.id).length))) : "",
    make("div", { id: "lost" }),
    make("p", { class: "row" }, make("button", { type: "button", id: "clear", onclick: clearAll }, say("clear"))),
    make("p", { class: "fine row" }, say("computed")),
    make("p", { class: "fine row" }, say("not-computed")),
    facts.rungs.length ? make("p", { class: "fine row", dir: "auto" }, say("rungs-given", { variant: facts.rungs[0].said })) : "",
  );
}

function clearAll() {
  for (const set of [state.sides, state.themes, state.actors, state.out]) set.clear();
  state.rung = facts.bases.length - 1;
  recompute();
}

function toggleFilters(shown = byId("filters").hidden) {
  byId("filters").hidden = !shown;
  byId("filters-button").setAttribute("aria-expanded", shown);
  if (shown) byId("filters-close").focus(); else byId("filters-button").focus();
}
byId("filters-button").addEventListener("click", () => toggleFilters());
byId("filters-close").addEventListener("click", () => toggleFilters(false));

// Tables -----------------------------------------------------------------------------------

const FOLDED = 24;

// The labels given for each rung, side by side, with a link to each record.
function rungTable() {
  const ids = valuedIds.filter((id) => facts.rungs.some(({ of }) => of[id]));
  return {
    title: say("rungs"), variant: facts.rungs[0].said, numeric: [], note: "",
    columns: ["", ...facts.bases.map((basis) => say(basis))],
    cells: [ids.map((id) => link(id)), ...facts.rungs.map(({ of }) => ids.map((id) => of[id] || "–"))],
  };
}

// The table itself, in a region that scrolls by itself; a long one is folded up at first.
function grid({ columns, cells, numeric }, id) {
  const kind = (place) => (numeric[place] ? "number" : null), count = cells[0]?.length || 0;
  if (!count) return make("p", { class: "variant" }, say("no-rows"));
  const head = columns.map((name, place) => make(name ? "th" : "td", { scope: name ? "col" : null, class: kind(place), dir: "auto" }, name));
  const body = Array.from({ length: count }, (_, row) => make("tr", {}, ...cells.map((column, place) =>
    make(place ? "td" : "th", { scope: place ? null : "row", class: kind(place), dir: "auto" }, column[row]))));
  const region = make("div", { class: "scroll", role: "group", tabindex: "0", "aria-labelledby": id },
    make("table", { "aria-labelledby": id }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body)));
  return count > FOLDED ? make("details", {}, make("summary", {}, say("row-count", { n: count })), region) : region;
}

function buildTables() {
  const shown = facts.rungs.length ? [...facts.tables, rungTable()] : facts.tables;
  const sections = shown.map((table, at) => {
    const id = `table-${at}`;
    return make("section", { "aria-labelledby": id },
      make("h2", { id, dir: "auto", tabindex: "-1" }, table.title),
      table.variant ? make("p", { class: "variant", dir: "auto" }, table.variant) : "",
      grid(table, id),
      table.note ? make("p", { class: "variant", dir: "auto" }, table.note) : "");
  });
  const contents = shown.map((table, at) => make("li", {}, make("a", {
    href: "#tables/", dir: "auto", onclick: (event) => { event.preventDefault(); turnTo(sections[at]); },
  }, table.title)));
  byId("pane-tables")?.append(contents.length > 2 ? make("nav", { "aria-label": say("contents") }, make("ul", {}, ...contents)) : "", ...sections);
}

function turnTo(section) {
  for (const folded of section.querySelectorAll("details")) folded.open = true;
  section.scrollIntoView({ block: "start" });
  section.querySelector("h2").focus({ preventScroll: true });
}

// Search -----------------------------------------------------------------------------------

// Letters without their accents, vowel signs and case; forms of one Arabic letter alike.
function plain(text) {
  return text.normalize("NFKD").replace(/[\p{M}\p{Cf}\u0640]/gu, "").toLowerCase()
    .replace(/[\u0671\u0672\u0673]/g, "\u0627").replace(/[\u0649\u06cc]/g, "\u064a")
    .replace(/\u0629/g, "\u0647").replace(/\u06a9/g, "\u0643").replace(/ß/g, "ss");
}

const MOST = 50;
const searchable = [...facts.claims, ...facts.actors, ...facts.sources].map((record) => ({
  record,
  text: plain([record.text, record.label, record.name, ...(record.names || []), record.title, record.id,
    ...(record.kindOf === "claim" ? stancesOn(record.id).map((s) => named(s.actor)) : [])].filter(Boolean).join(" \n ")),
}));
const field = byId("search"), results = byId("results");
let active = -1;

function search() {
  const sought = plain(field.value).split(/\s+/).filter(Boolean);
  const found = sought.length ? searchable.filter(({ text }) => sought.every((word) => text.includes(word))) : [];
  const options = found.slice(0, MOST).map(({ record }, at) => {
    const kind = record.kindOf === "claim" ? sideOf(record) : record.kindOf;
    return make("div", { role: "option", id: `result-${at}`, "aria-selected": "false", "data-result": record.id, onclick: () => pick(record.id) },
      make("span", { class: `kind ${kind}` }, `${GLYPH[kind] || ""} ${say(kind)} · `), make("span", { dir: "auto" }, named(record.id)));
  });
  results.replaceChildren(...options);
  results.hidden = !options.length;
  field.setAttribute("aria-expanded", String(options.length > 0));
  mark(options.length ? 0 : -1);
  byId("status").textContent = sought.length ? say(found.length > MOST ? "found-more" : "found", { n: found.length, shown: MOST }) : "";
  if (!sought.length) report();
}

function mark(at) {
  active = at;
  [...results.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
  const option = results.children[at];
  if (option) { field.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
  else field.removeAttribute("aria-activedescendant");
}

function pick(id) {
  shutResults();
  open(id);
}

function shutResults() {
  results.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

field.addEventListener("input", search);
field.addEventListener("focus", () => field.value && search());
field.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== field) { shutResults(); report(); } }, 150));
field.addEventListener("keydown", (event) => {
  const count = results.hidden ? 0 : results.children.length;
  if (event.key === "ArrowDown" && count) { event.preventDefault(); mark((active + 1) % count); }
  else if (event.key === "ArrowUp" && count) { event.preventDefault(); mark((active - 1 + count) % count); }
  else if (event.key === "Enter" && count) { event.preventDefault(); pick(results.children[Math.max(active, 0)].dataset.result); }
  else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    if (!results.hidden) shutResults(); else { field.value = ""; search(); field.blur(); }
  }
});

// Keys that work anywhere ------------------------------------------------------------------

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  if (event.key === "Escape") {
    if (panel.id) close();
    else if (!byId("filters").hidden) toggleFilters(false);
    return;
  }
  if (event.target.matches?.("input, select, textarea") || !byId("single-keys").checked) return;
  const act = {
    "/": () => { field.focus(); field.select(); },
    "?": () => byId("help").showModal(),
    "+": () => now.ready && zoom(now, 1.3),
    "=": () => now.ready && zoom(now, 1.3),
    "-": () => now.ready && zoom(now, 1 / 1.3),
    "0": () => now.ready && glide(now, whole(now)),
  }[event.key];
  if (act) { event.preventDefault(); act(); }
});
byId("help-button").addEventListener("click", () => byId("help").showModal());
byId("help-close").addEventListener("click", () => byId("help").close());
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  const card = now.ready && (now.element || now.things.get(now.at)?.[0]);
  if (card) focusOn(now, card); else byId("stage").focus();
});

// The address: #id, #view/id, #view/ ---------------------------------------------------------
// In a sandboxed frame there is no history to write; the page then goes without.

function writeAddress() {
  const address = `#${encodeURIComponent(now.name)}/${panel.id || ""}`;
  try { history.replaceState(null, "", address); } catch { /* sandboxed */ }
}

function readAddress() {
  let hash = "";
  try { hash = decodeURIComponent(location.hash.slice(1)); } catch { /* not ours */ }
  const slash = hash.lastIndexOf("/");
  const view = slash < 0 ? (records.has(hash) ? "" : hash) : hash.slice(0, slash);
  const id = slash < 0 ? hash : hash.slice(slash + 1);
  return { view, id: records.has(id) ? id : "" };
}

async function go() {
  const { view, id } = readAddress();
  const known = view === "tables" || facts.views.some((v) => v.name === view);
  const fitting = facts.views.find((v) => v.ids.has(id)) || now;
  await show(known ? view : now.ids?.has(id) ? now.name : fitting.name);
  if (id) open(id);
  else close();
}
addEventListener("hashchange", go);

// Theme, saving, printing ------------------------------------------------------------------

const themes = ["auto", "light", "dark"];
function paintTheme() {
  const theme = document.documentElement.dataset.theme || "auto";
  byId("theme").textContent = `${{ auto: "◐", light: "○", dark: "●" }[theme]} ${say(`theme-${theme}`)}`;
  byId("theme").setAttribute("aria-label", `${say("theme")}: ${say(`theme-${theme}`)}`);
}
byId("theme").addEventListener("click", () => {
  const next = themes[(themes.indexOf(document.documentElement.dataset.theme || "auto") + 1) % 3];
  if (next === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  paintTheme();
});

// The picture as a file of its own: what is pale stays pale, what belongs to the page goes.
function standalone(view) {
  const svg = view.svg.cloneNode(true);
  svg.querySelectorAll(".over, .hit, .area").forEach((element) => element.remove());
  for (const element of svg.querySelectorAll(".thing, [data-ends], [data-id], .joint")) {
    const label = element.getAttribute("aria-label");
    if (label && !element.querySelector(":scope > title")) element.prepend(draw("title", {}, label));
    if (element.classList.contains("ghost")) element.setAttribute("opacity", "0.1");
    element.classList.remove("thing", "ghost", "far");
    for (const name of ["role", "tabindex", "aria-label", "aria-disabled"]) element.removeAttribute(name);
  }
  for (const [name, value] of view.size) if (value) svg.setAttribute(name, value);
  svg.setAttribute("role", "img");
  const theme = document.documentElement.dataset.theme;
  if (theme) svg.dataset.theme = theme;
  return new XMLSerializer().serializeToString(svg);
}

byId("save").addEventListener("click", () => {
  if (!now.ready) return;
  const url = URL.createObjectURL(new Blob([standalone(now)], { type: "image/svg+xml" }));
  const name = `${now.name.replace(/[^\p{L}\p{N}-]+/gu, "-") || "map"}.svg`;
  const anchor = make("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
  byId("status").textContent = say("saved", { name });
});

byId("print").addEventListener("click", () => print());
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll(".tables details")) folded.open = true;
  if (!now.ready) return;
  const { x, y, w, h } = now.whole;
  now.svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
});
addEventListener("afterprint", () => now.ready && look(now, now.box));

// Start --------------------------------------------------------------------------------------

buildFilters();
buildTables();
paintTheme();
left = whatIf();
recompute();
go().then(() => document.documentElement.classList.add("ready"));
})();
