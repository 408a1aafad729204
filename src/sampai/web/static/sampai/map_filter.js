// Which day or moment the map shows, and what it is asked to look at.

import { openPopup } from "./map_popups.js";

const DAILY = /^(trips|legs)/;

/**
 * Obey `map:day`, `map:at`, `map:focus` and the panel's list of days.
 *
 * @param {HTMLElement} element
 * @param {object} map A MapLibre map.
 * @param {object} features What `data-source` answered.
 * @param {Record<string, string>} words
 */
export function addFilter(element, map, features, words) {
  const own = ownFilters(map);
  const shown = { day: null, at: null };
  const show = () => {
    for (const [id, filter] of Object.entries(own)) {
      map.setFilter(id, both(filter, id, shown));
    }
  };
  element.addEventListener("map:day", (event) => {
    shown.day = event.detail?.day ?? null;
    show();
  });
  element.addEventListener("map:at", (event) => {
    shown.at = event.detail?.at_s ?? null;
    show();
  });
  element.addEventListener("map:focus", (event) => {
    focus(map, own, features, event.detail?.id, words);
    show();
  });
  const list = element
    .closest("[data-map-panel]")
    ?.querySelector("[data-map-day]");
  const choose = () => {
    shown.day = list.value === "" ? null : list.value;
    show();
  };
  list?.addEventListener("change", choose);
  if (list?.value) choose();
}

function ownFilters(map) {
  const daily = map.getStyle().layers.filter(({ id }) => DAILY.test(id));
  return Object.fromEntries(daily.map(({ id, filter }) => [id, filter]));
}

function both(filter, id, shown) {
  const parts = filter ? [filter] : [];
  if (shown.day !== null) parts.push(onDay(String(shown.day)));
  if (shown.at !== null && id.startsWith("trips")) parts.push(at(shown.at));
  return parts.length ? ["all", ...parts] : null;
}

/** What names no day, such as a road, is there every day. */
function onDay(day) {
  const same = ["==", ["to-string", ["get", "day"]], day];
  return ["any", ["!", ["has", "day"]], same];
}

function at(moment) {
  return [
    "all",
    ["<=", ["get", "from_s"], moment],
    [">", ["get", "to_s"], moment],
  ];
}

function focus(map, own, features, id, words) {
  own["trips-focus"] = ["==", ["get", "id"], id ?? ""];
  if (id === undefined || id === null) {
    map.sampaiPopup?.remove();
    return;
  }
  const { places, trips, legs } = features;
  const found = [places, trips, legs]
    .flatMap((list) => list.features)
    .find((feature) => feature.properties.id === id);
  if (!found) return;
  const { type, coordinates } = found.geometry;
  const line = type === "Point" ? [coordinates] : coordinates;
  map.fitBounds(boundsOf(line), {
    padding: 60,
    maxZoom: 12,
    animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  const middle = line[Math.floor(line.length / 2)];
  openPopup(map, middle, found.properties, words);
}

function boundsOf(line) {
  const bounds = new maplibregl.LngLatBounds();
  for (const point of line) bounds.extend(point);
  return bounds;
}
