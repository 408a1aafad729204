// A map of a dataset or a plan: coast, roads, trips and places.
//
// The page loads maplibre-gl-csp.js first, as a classic script. What the
// element and its data look like is told in assets/drawings.md.

import { arrowImage } from "./map_arrow.js";
import { addFilter } from "./map_filter.js";
import { layers, sources } from "./map_layers.js";
import { addLegend } from "./map_legend.js";
import { addPopups } from "./map_popups.js";
import { controlWords, withDefaults } from "./map_words.js";
import { giveUp, readSource, ready, startAll } from "./source.js";
import { onTheme } from "./theme.js";

// The coast is drawn no further than this.
const INDONESIA = [94, -12, 142, 8];
const CREDIT = "Natural Earth 1:10m";

/**
 * Draw the map of one element.
 *
 * @param {HTMLElement} element A `[data-map]`.
 * @returns {Promise<void>} Settles when the map is on its way; `map:idle`
 *   says that it is drawn.
 */
export async function startMap(element) {
  const features = await readSource(element);
  const words = withDefaults(features.words);
  addLegend(element, features, words);
  const map = makeMap(element, features, words);
  map.on("load", () => {
    addPopups(map, words);
    addFilter(element, map, features, words);
  });
  map.once("idle", () => ready(element, "map:idle"));
  // Without a listener MapLibre writes to the console; a map that never
  // loads gives its place to the sentence.
  map.on("error", () => {});
  map.on("webglcontextlost", () => {});
  onTheme(() => recolour(map));
}

function makeMap(element, features, words) {
  maplibregl.setWorkerUrl(absolute(element.dataset.worker));
  const label = element.dataset.label ?? "";
  const map = new maplibregl.Map({
    container: element,
    style: style(features, absolute(element.dataset.coast)),
    bounds: features.bounds ?? INDONESIA,
    fitBoundsOptions: { padding: 36, maxZoom: 13 },
    maxBounds: INDONESIA,
    maxZoom: 17,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // A page that is scrolled must not end in the map.
    cooperativeGestures: true,
    attributionControl: { compact: false, customAttribution: CREDIT },
    locale: controlWords(words, label),
    fadeDuration: 0,
    trackResize: false,
  });
  // MapLibre takes a hidden element for one of 400 by 300 pixels.
  new ResizeObserver(() => {
    if (element.clientWidth > 0) map.resize();
  }).observe(element);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.addControl(new maplibregl.ScaleControl());
  map.getCanvas().setAttribute("aria-label", label);
  map.addImage("arrow", arrowImage(), { sdf: true });
  return map;
}

const absolute = (address) => new URL(address, document.baseURI).href;

function style(features, coast) {
  return { version: 8, sources: sources(features, coast), layers: layers() };
}

function recolour(map) {
  for (const { id, paint } of layers()) {
    for (const [name, value] of Object.entries(paint)) {
      map.setPaintProperty(id, name, value);
    }
  }
}

if (typeof maplibregl === "undefined") {
  document.querySelectorAll("[data-map]").forEach(giveUp);
} else {
  startAll("[data-map]", startMap);
}
