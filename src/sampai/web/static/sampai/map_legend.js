// What the colours mean, of those that are on this map.

import { CHANCES, STAGES } from "./map_layers.js";

const SURFACES = ["trunk", "local", "patrol", "path", "beach", "sea"];

/**
 * Fill the panel's `[data-map-legend]`, where it has one.
 *
 * @param {HTMLElement} element
 * @param {object} features What `data-source` answered.
 * @param {Record<string, string>} words
 */
export function addLegend(element, features, words) {
  const legend = element
    .closest("[data-map-panel]")
    ?.querySelector("[data-map-legend]");
  if (!legend) return;
  const entries = [
    ...used(features.trips, "stage", STAGES).map((stage) =>
      entry(`key-line stage-${stage}`, words[stage] ?? stage),
    ),
    ...chances(features, words),
    ...used(features.legs, "surface", SURFACES).map((surface) =>
      entry(`key-leg surface-${surface}`, words[surface] ?? surface),
    ),
  ];
  legend.classList.add("map-legend");
  legend.replaceChildren(...entries);
}

function used(list, property, order) {
  const found = new Set(
    list.features.map((feature) => feature.properties[property]),
  );
  return order.filter((name) => found.has(name));
}

function chances(features, words) {
  const any = features.places.features.some(
    ({ properties }) => properties.prob !== undefined,
  );
  if (!any) return [];
  return CHANCES.map(([name, from], index) => {
    const to = CHANCES[index + 1]?.[1];
    return entry(`key-dot ${name}`, `${words.chance} ${range(from, to)}`);
  });
}

function range(from, to) {
  const format = new Intl.NumberFormat(document.documentElement.lang || "id", {
    maximumFractionDigits: 1,
  });
  // With a space before the sign, as the rest of the page has it.
  const percent = (share) => `${format.format(share * 100)}\u00a0%`;
  if (from === 0) return `<\u00a0${percent(to)}`;
  if (to === undefined) return `≥\u00a0${percent(from)}`;
  return `${percent(from)} – ${percent(to)}`;
}

function entry(key, text) {
  const item = document.createElement("li");
  const mark = document.createElement("i");
  mark.className = `key ${key}`;
  mark.setAttribute("aria-hidden", "true");
  item.append(mark, text);
  return item;
}
