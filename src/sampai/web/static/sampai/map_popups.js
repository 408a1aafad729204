// What a place, a trip or a leg says when it is touched.

import { TOUCHED } from "./map_layers.js";

/**
 * Open a popup on a click, and a pointing hand over what has one.
 *
 * @param {object} map A MapLibre map.
 * @param {Record<string, string>} words
 */
export function addPopups(map, words) {
  map.on("click", (event) => {
    const cluster = map.queryRenderedFeatures(event.point, {
      layers: ["clusters"],
    })[0];
    if (cluster) {
      openCluster(map, cluster);
      return;
    }
    const touched = topmost(map, event.point);
    if (touched) {
      const at = pointOf(touched) ?? event.lngLat;
      openPopup(map, at, touched.properties, words);
    }
  });
  map.on("mousemove", (event) => {
    const hand = topmost(map, event.point) ? "pointer" : "";
    map.getCanvas().style.cursor = hand;
  });
}

/**
 * Open the popup of one feature.
 *
 * @param {object} map A MapLibre map.
 * @param {[number, number]|object} at Longitude and latitude.
 * @param {object} properties
 * @param {Record<string, string>} words
 */
export function openPopup(map, at, properties, words) {
  map.sampaiPopup?.remove();
  map.sampaiPopup = new maplibregl.Popup({ maxWidth: "18rem" })
    .setLngLat(at)
    .setDOMContent(content(properties, words))
    .addTo(map);
}

function topmost(map, point) {
  const found = map.queryRenderedFeatures(point, { layers: TOUCHED });
  const rank = (feature) => TOUCHED.indexOf(feature.layer.id);
  return found.sort((one, other) => rank(one) - rank(other))[0];
}

function pointOf(feature) {
  const { type, coordinates } = feature.geometry;
  return type === "Point" ? coordinates : null;
}

async function openCluster(map, cluster) {
  const source = map.getSource("places");
  const { cluster_id: id } = cluster.properties;
  const zoom = await source.getClusterExpansionZoom(id).catch(() => null);
  if (zoom !== null) map.easeTo({ center: pointOf(cluster), zoom });
}

function content(properties, words) {
  const box = document.createElement("div");
  box.className = "map-popup";
  line(box, "strong", properties.name ?? properties.id);
  line(box, "span", kindOf(properties, words));
  if (properties.prob !== undefined) {
    line(box, "span", `${words.chance}: ${percent(properties.prob)}`);
  }
  if (properties.closed) line(box, "span", words.closed);
  if (properties.url) {
    const link = line(box, "a", words.open);
    link.href = properties.url;
  }
  return box;
}

function line(box, tag, text) {
  const node = document.createElement(tag);
  node.textContent = text;
  box.append(node);
  return node;
}

function kindOf(properties, words) {
  const { kind, stage, surface, vehicle } = properties;
  if (kind) return words[kind] ?? kind;
  if (!stage) return words[surface] ?? `${words.leg} · ${surface}`;
  const name = words[stage] ?? words.trip;
  return vehicle ? `${name} · ${vehicle}` : name;
}

/** Down, never up: 99.96 % is not yet a hundred. */
function percent(share) {
  const language = document.documentElement.lang || "id";
  const format = new Intl.NumberFormat(language, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return format.format(Math.floor(share * 1000 + 1e-9) / 1000);
}
