// The map's sources and layers, from the sea up to the names.

import { colour } from "./theme.js";

// Beyond this many, places that lie together are drawn as one with a number.
const CLUSTERED_FROM = 1000;
const ANCHORS = ["depot", "hub", "landing", "trailhead"];
// Local fonts: with no `glyphs` in the style MapLibre draws letters itself.
const FONT = ["system-ui", "sans-serif"];

export const STAGES = [
  "depot_to_hub",
  "hub_to_village",
  "village_to_tps",
  "tps_to_village",
  "village_to_hub",
  "hub_to_depot",
];
/** Colours of the chance to be in time, and from which chance each holds. */
export const CHANCES = [
  ["chance-low", 0],
  ["chance-fair", 0.95],
  ["chance-good", 0.99],
  ["chance-high", 0.999],
];
/** Layers whose features open a popup, the topmost first. */
export const TOUCHED = [
  "anchors",
  "places",
  "junctions",
  "trips-touch",
  "legs-touch",
];

const DASHES = {
  road: [1],
  track: [2, 1.5],
  beach: [4, 2],
  sea: [0.5, 2],
};
const KINDS = {
  road: ["trunk", "local"],
  track: ["patrol", "path"],
  beach: ["beach"],
  sea: ["sea"],
};

/**
 * The sources of the map.
 *
 * @param {object} features What `data-source` answered.
 * @param {string} coast Absolute address of the coast.
 * @returns {object}
 */
export function sources(features, coast) {
  const all = features.places.features;
  const ofKind = (...kinds) =>
    all.filter((place) => kinds.includes(place.properties.kind));
  const places = ofKind("village", "tps");
  const chance = ["coalesce", ["get", "prob"], 1];
  return {
    coast: geojson(coast),
    legs: geojson(features.legs),
    trips: geojson(features.trips),
    anchors: geojson(collection(ofKind(...ANCHORS))),
    junctions: geojson(collection(ofKind("junction"))),
    places: {
      ...geojson(collection(places)),
      cluster: places.length > CLUSTERED_FROM,
      clusterRadius: 44,
      clusterMaxZoom: 12,
      clusterProperties: { prob: ["min", chance] },
    },
  };
}

const geojson = (data) => ({ type: "geojson", data });
const collection = (list) => ({ type: "FeatureCollection", features: list });

/**
 * The layers of the map in today's colours.
 *
 * @returns {object[]}
 */
export function layers() {
  return [...ground(), ...legs(), ...trips(), ...places(), ...names()];
}

function ground() {
  return [
    {
      id: "sea",
      type: "background",
      paint: { "background-color": colour("sea") },
    },
    {
      id: "land",
      type: "fill",
      source: "coast",
      paint: { "fill-color": colour("land"), "fill-antialias": false },
    },
    {
      id: "shore",
      type: "line",
      source: "coast",
      paint: { "line-color": colour("shore"), "line-width": 1 },
    },
  ];
}

function legs() {
  const drawn = Object.entries(KINDS).map(([name, surfaces]) => ({
    id: `legs-${name}`,
    type: "line",
    source: "legs",
    filter: ["in", ["get", "surface"], ["literal", surfaces]],
    layout: { "line-join": "round" },
    paint: {
      "line-color": ["case", isClosed(), colour("chance-low"), colour("soft")],
      "line-width": ["match", ["get", "surface"], "trunk", 2.2, 1.4],
      ...(name === "road" ? {} : { "line-dasharray": DASHES[name] }),
    },
  }));
  return [...drawn, touch("legs")];
}

const isClosed = () => ["to-boolean", ["coalesce", ["get", "closed"], false]];

/** A finger is wider than a line: what is touched is drawn, but not seen. */
function touch(source) {
  return {
    id: `${source}-touch`,
    type: "line",
    source,
    paint: { "line-width": 14, "line-opacity": 0 },
  };
}

function trips() {
  const stage = byStage();
  return [
    touch("trips"),
    {
      id: "trips-focus",
      type: "line",
      source: "trips",
      filter: ["==", ["get", "id"], ""],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: {
        "line-color": colour("ink"),
        "line-width": 8,
        "line-opacity": 0.45,
      },
    },
    {
      id: "trips",
      type: "line",
      source: "trips",
      layout: { "line-join": "round" },
      paint: {
        "line-color": stage,
        "line-width": ["interpolate", ["linear"], ["zoom"], 7, 1.6, 12, 3.5],
        // Beside the road, on the left as people drive there: the way out
        // and the way back are two lines.
        "line-offset": -2.5,
        "line-opacity": 0.85,
      },
    },
    {
      id: "trips-arrows",
      type: "symbol",
      source: "trips",
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 140,
        "icon-image": "arrow",
        "icon-size": 0.6,
        "icon-offset": [0, -5],
        "icon-padding": 14,
      },
      paint: {
        "icon-color": stage,
        "icon-halo-color": colour("paper"),
        "icon-halo-width": 1,
      },
    },
  ];
}

function byStage() {
  const cases = STAGES.flatMap((stage) => [stage, colour(`stage-${stage}`)]);
  return ["match", ["get", "stage"], ...cases, colour("ink")];
}

function places() {
  const edge = {
    "circle-stroke-color": colour("paper"),
    "circle-stroke-width": 1.2,
  };
  return [
    {
      id: "junctions",
      type: "circle",
      source: "junctions",
      minzoom: 10.5,
      paint: {
        "circle-color": colour("paper"),
        "circle-stroke-color": colour("soft"),
        "circle-stroke-width": 1,
        "circle-radius": 2.5,
      },
    },
    {
      id: "clusters",
      type: "circle",
      source: "places",
      filter: ["has", "point_count"],
      paint: {
        ...edge,
        "circle-color": byChance(),
        "circle-radius": ["step", ["get", "point_count"], 12, 50, 16, 500, 22],
      },
    },
    {
      id: "places",
      type: "circle",
      source: "places",
      filter: ["!", ["has", "point_count"]],
      layout: { "circle-sort-key": ["-", 1, ["coalesce", ["get", "prob"], 1]] },
      paint: {
        ...edge,
        "circle-color": byChance(),
        "circle-radius": radius(),
      },
    },
    {
      id: "anchors",
      type: "circle",
      source: "anchors",
      paint: {
        "circle-color": colour("paper"),
        "circle-stroke-color": colour("ink"),
        "circle-stroke-width": [
          "match", ["get", "kind"], "depot", 4, "hub", 2.5, 1.5,
        ],
        "circle-radius": [
          "match", ["get", "kind"], "depot", 7, "hub", 5, 4,
        ],
      },
    },
  ];
}

/** What is likely to be late is larger too, not only of another colour. */
function radius() {
  const chance = ["coalesce", ["get", "prob"], 1];
  const size = (wide) => [
    "case",
    ["<", chance, 0.95], wide * 1.6,
    ["<", chance, 0.99], wide * 1.3,
    wide,
  ];
  return ["interpolate", ["linear"], ["zoom"], 7, size(3), 12, size(7)];
}

function byChance() {
  const [lowest, ...rest] = CHANCES;
  const above = rest.flatMap(([name, from]) => [from, colour(name)]);
  const steps = ["step", ["get", "prob"], colour(lowest[0]), ...above];
  return ["case", ["has", "prob"], steps, colour("soft")];
}

function names() {
  const paint = {
    "text-color": colour("ink"),
    "text-halo-color": colour("land"),
    "text-halo-width": 1.6,
  };
  const layout = {
    "text-font": FONT,
    "text-size": 12,
    "text-field": ["get", "name"],
    "text-variable-anchor": ["left", "right", "top", "bottom"],
    "text-radial-offset": 0.9,
    "text-justify": "auto",
  };
  return [
    {
      id: "cluster-counts",
      type: "symbol",
      source: "places",
      filter: ["has", "point_count"],
      layout: {
        "text-font": FONT,
        "text-size": 12,
        "text-field": ["get", "point_count_abbreviated"],
        "text-allow-overlap": true,
      },
      paint: {
        "text-color": "#000",
        "text-halo-color": "#fff",
        "text-halo-width": 1.4,
      },
    },
    {
      id: "place-names",
      type: "symbol",
      source: "places",
      minzoom: 11,
      filter: ["in", ["get", "kind"], ["literal", ["village", "tps"]]],
      layout: { ...layout, "text-size": 11 },
      paint,
    },
    {
      id: "anchor-names",
      type: "symbol",
      source: "anchors",
      filter: ["in", ["get", "kind"], ["literal", ["depot", "hub"]]],
      layout: {
        ...layout,
        "symbol-sort-key": ["match", ["get", "kind"], "depot", 0, 1],
      },
      paint,
    },
  ];
}
