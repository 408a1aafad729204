// What stands around the bars: zoom buttons, legend, columns that stay.

import { AXIS, ROW } from "./gantt_draw.js";

const ZOOMS = ["hour", "day", "all"];
const KINDS = ["load", "ride", "wait", "handover"];

/**
 * Build the frame inside an element.
 *
 * @param {HTMLElement} element
 * @param {object} data
 * @param {Record<string, string>} words
 * @returns {object} The parts that are filled later.
 */
export function buildFrame(element, data, words) {
  const frame = {
    tools: part("div", "gantt-tools"),
    scroll: part("div", "gantt-scroll"),
    grid: part("div", "gantt-grid"),
    corner: part("div", "gantt-corner", data.zone),
    head: part("div", "gantt-head"),
    names: part("div", "gantt-names"),
    body: part("div", "gantt-rows"),
    nothing: part("p", "gantt-nothing", words.nothing),
  };
  frame.scroll.tabIndex = 0;
  frame.scroll.setAttribute("role", "group");
  frame.scroll.setAttribute("aria-label", element.dataset.label ?? "");
  frame.corner.style.height = `${AXIS}px`;
  frame.nothing.setAttribute("role", "status");
  frame.nothing.hidden = true;
  frame.grid.append(frame.corner, frame.head, frame.names, frame.body);
  frame.scroll.append(frame.grid);
  const legend = buildLegend(data, words);
  element.replaceChildren(frame.tools, frame.scroll, frame.nothing, legend);
  return frame;
}

/**
 * Add the zoom buttons, or take those that the panel has.
 *
 * @param {HTMLElement} element
 * @param {HTMLElement} tools
 * @param {Record<string, string>} words
 * @param {(zoom: string) => void} zoomTo
 * @returns {HTMLElement[]}
 */
export function addZoom(element, tools, words, zoomTo) {
  const panel = element.closest("[data-gantt-panel]") ?? element;
  let buttons = [...panel.querySelectorAll("[data-gantt-zoom]")];
  if (buttons.length === 0) {
    buttons = ZOOMS.map((zoom) => button(zoom, words[`zoom_${zoom}`]));
    tools.append(...buttons);
  }
  for (const each of buttons) {
    each.addEventListener("click", () => zoomTo(each.dataset.ganttZoom));
  }
  return buttons;
}

function button(zoom, text) {
  const node = part("button", "gantt-zoom", text);
  node.type = "button";
  node.dataset.ganttZoom = zoom;
  return node;
}

function buildLegend(data, words) {
  const legend = part("ul", "gantt-legend");
  const stages = [...new Set(data.bars.map((bar) => bar.stage))];
  const bands = [...new Set((data.bands ?? []).map((band) => band.kind))];
  const kinds = new Set(
    data.bars.flatMap((bar) => (bar.parts ?? []).map((one) => one.kind)),
  );
  const drawn = KINDS.filter((kind) => kinds.has(kind));
  legend.append(
    ...stages.map((name) => entry(`key-stage stage-${name}`, words[name] ?? name)),
    ...drawn.map((name) => entry(`key-part part-${name}`, words[name] ?? name)),
    ...bands.map((name) => entry(`key-band band-${name}`, words[name] ?? name)),
  );
  return legend;
}

function entry(key, text) {
  const item = part("li", "");
  const sample = part("i", `gantt-key ${key}`);
  sample.setAttribute("aria-hidden", "true");
  item.append(sample, text);
  return item;
}

/**
 * The name of one row, at its height.
 *
 * @param {object} row
 * @param {number} index
 * @returns {HTMLElement}
 */
export function rowName(row, index) {
  const name = part("div", "gantt-name", row.name);
  name.title = row.name;
  name.style.top = `${index * ROW}px`;
  name.style.height = `${ROW}px`;
  return name;
}

function part(tag, name, text = "") {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text) node.textContent = text;
  return node;
}
