// The marks of the chart: bars with their parts, bands, lines and the axis.

import { clock, dayAndClock, daysOf, hoursOf } from "./gantt_time.js";

const SVG = "http://www.w3.org/2000/svg";
export const ROW = 30;
export const AXIS = 44;
const BAR = 18;
// A letter of what stands on a bar. [pixels]
const LETTER = 7.2;

/**
 * An SVG element with attributes; a text child is set as text.
 *
 * @param {string} tag
 * @param {object} attributes
 * @param {...(Node|string)} children
 * @returns {SVGElement}
 */
export function mark(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/**
 * One bar: a link with a rectangle for each part.
 *
 * @param {object} bar From the data, with `start` and `end` in milliseconds.
 * @param {number} top Pixel of its row.
 * @param {object} view Scale, `x` of a moment, words and zone.
 * @returns {SVGElement}
 */
export function drawBar(bar, top, view) {
  const label = barLabel(bar, view);
  const y = top + (ROW - BAR) / 2;
  const left = view.x(bar.start);
  const width = Math.max(view.x(bar.end) - left, 2);
  const link = mark("a", {
    class: `gantt-bar stage-${bar.stage}`,
    "aria-label": label,
    "data-id": bar.id,
  });
  if (bar.url) link.setAttribute("href", bar.url);
  link.append(mark("title", {}, label), body(left, y, width));
  for (const part of bar.parts ?? []) link.append(drawPart(part, y, view));
  link.append(mark("rect", { class: "gantt-edge", ...box(left, y, width) }));
  const place = { x: left + 5, y: y + 13, "aria-hidden": "true" };
  if (bar.id.length * LETTER + 10 < width) {
    link.append(mark("text", place, bar.id));
  }
  return link;
}

const box = (x, y, width) => ({ x, y, width, height: BAR, rx: 3 });
const body = (x, y, width) =>
  mark("rect", { class: "gantt-body", ...box(x, y, width) });

function drawPart(part, y, view) {
  const left = view.x(Date.parse(part.from));
  const width = Math.max(view.x(Date.parse(part.to)) - left, 0.5);
  // A wait is thin and a handover tall: not told apart by colour alone.
  const inset = { wait: 7, ride: 4 }[part.kind] ?? 0;
  return mark("rect", {
    class: `gantt-part part-${part.kind}`,
    x: left,
    y: y + inset,
    width,
    height: BAR - 2 * inset,
  });
}

function barLabel(bar, view) {
  const { scale, words, zone } = view;
  const sameDay = bar.end - bar.start < 43_200_000;
  const end = sameDay ? clock(bar.end, scale) : dayAndClock(bar.end, scale);
  const stage = words[bar.stage] ?? bar.stage;
  const span = `${dayAndClock(bar.start, scale)}–${end} ${zone}`;
  return `${bar.name}, ${stage}, ${span}`;
}

/**
 * The bands and the lines of days and hours behind the bars.
 *
 * @param {object[]} bands Night and tide, with `start` and `end`.
 * @param {number} height Pixels of all rows.
 * @param {object} view
 * @returns {SVGElement}
 */
export function drawGround(bands, height, view) {
  const group = mark("g", { class: "gantt-ground", "aria-hidden": "true" });
  for (const band of bands) {
    const left = Math.max(view.x(band.start), 0);
    const right = Math.min(view.x(band.end), view.width);
    if (right <= left) continue;
    const name = mark("title", {}, band.name ?? "");
    const place = { x: left, y: 0, width: right - left, height };
    const kind = `gantt-band band-${band.kind}`;
    group.append(mark("rect", { class: kind, ...place }, name));
  }
  for (const hour of hoursOf(view.scale, view.hourWidth)) {
    group.append(upright(view.x(hour.at), height, "gantt-hour"));
  }
  for (const day of daysOf(view.scale)) {
    group.append(upright(view.x(day.at), height, "gantt-midnight"));
  }
  return group;
}

function upright(x, height, name) {
  return mark("line", { class: name, x1: x, x2: x, y1: 0, y2: height });
}

/**
 * The axis: days above, hours below.
 *
 * @param {object} view
 * @returns {SVGElement}
 */
export function drawAxis(view) {
  const size = { width: view.width, height: AXIS, "aria-hidden": "true" };
  const axis = mark("svg", { class: "gantt-axis", ...size });
  for (const day of daysOf(view.scale)) {
    const x = view.x(day.at);
    const room = view.hourWidth * 24;
    const name = room > 90 ? day.name : day.name.replace(/^\S+ /, "");
    const text = mark("text", { class: "gantt-day", x: x + 5, y: 17 }, name);
    text.dataset.from = x;
    text.dataset.to = x + room;
    axis.append(upright(x, AXIS, "gantt-midnight"), text);
  }
  for (const hour of hoursOf(view.scale, view.hourWidth)) {
    const place = { x: view.x(hour.at), y: 36, "text-anchor": "middle" };
    axis.append(mark("text", { class: "gantt-clock", ...place }, hour.name));
  }
  return axis;
}

/**
 * Keep the name of a day in sight while any of its hours is.
 *
 * @param {HTMLElement} head What holds the axis.
 * @param {number} left Pixels scrolled.
 */
export function stickDays(head, left) {
  for (const text of head.querySelectorAll(".gantt-day")) {
    const { from, to } = text.dataset;
    const last = Number(to) - text.textContent.length * LETTER - 5;
    const x = Math.min(Math.max(Number(from), left), Math.max(last, from));
    text.setAttribute("x", x + 5);
  }
}
