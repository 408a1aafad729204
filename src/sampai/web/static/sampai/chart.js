// A line, steps or bars over uPlot, which the page loads first as a classic
// script. What the element and its data look like is told in
// assets/drawings.md.

import { giveUp, readSource, ready, startAll } from "./source.js";
import { colour, onTheme } from "./theme.js";

const HEIGHT = 260;
const NARROW = 480;
const COLOURS = [
  "stage-depot_to_hub",
  "stage-tps_to_village",
  "stage-hub_to_village",
  "stage-village_to_tps",
  "stage-hub_to_depot",
  "stage-village_to_hub",
];
// Not told apart by colour alone.
const DASHES = [[], [6, 4], [2, 3], [10, 4, 2, 4], [1, 2], [12, 3]];

/**
 * Draw the chart of one element.
 *
 * @param {HTMLElement} element A `[data-chart]`.
 * @returns {Promise<void>}
 */
export async function startChart(element) {
  const data = await readSource(element);
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", element.dataset.label ?? "");
  const draw = () => {
    element.sampaiChart?.destroy();
    element.replaceChildren();
    element.sampaiChart = new uPlot(options(element, data), columns(data), element);
  };
  draw();
  onTheme(draw);
  new ResizeObserver(() => {
    const width = element.clientWidth;
    if (width > 0 && width !== element.sampaiChart.width) {
      element.sampaiChart.setSize({ width, height: heightOf(element) });
    }
  }).observe(element);
  ready(element, "chart:ready");
}

const heightOf = (element) => Number(element.dataset.height ?? HEIGHT);
const columns = (data) => [data.x, ...data.series.map((one) => one.values)];

function options(element, data) {
  const isTime = data.x_kind === "time";
  return {
    width: element.clientWidth,
    height: heightOf(element),
    scales: { x: { time: isTime, range: margins(data) }, y: { range: fromZero(data) } },
    series: [xSeries(data), ...data.series.map((one, k) => series(data, one, k))],
    axes: axes(data),
    tzDate: dateIn(data.timezone),
    fmtDate: () => (date) => dateText(date),
    cursor: { drag: { x: false, y: false } },
    hooks: { drawClear: [(plot) => drawBands(plot, data.bands ?? [])] },
  };
}

/** Half a bar on either side, so that the first and last are whole. */
function margins(data) {
  if (data.kind !== "bars") return undefined;
  const step = data.x.length > 1 ? data.x[1] - data.x[0] : 1;
  return (_, least, most) => [least - step * 0.6, most + step * 0.6];
}

function fromZero(data) {
  if (data.kind !== "bars") return undefined;
  return (_, least, most) => {
    const top = most > 0 ? most * 1.08 : 1;
    return [Math.min(least, 0), top];
  };
}

function dateIn(zone) {
  return (seconds) => {
    const date = new Date(seconds * 1000);
    return zone ? uPlot.tzDate(date, zone) : date;
  };
}

function dateText(date) {
  const pad = (number) => String(number).padStart(2, "0");
  const dot = language() === "id" ? "." : ":";
  return `${pad(date.getHours())}${dot}${pad(date.getMinutes())}`;
}

function xSeries(data) {
  const place = data.x_kind === "time" ? dateIn(data.timezone) : null;
  const label = data.x_name ?? (place ? "Waktu" : "Nilai");
  if (data.x_labels) {
    return { label, value: (_, x, __, index) => data.x_labels[index] ?? "–" };
  }
  if (!place) return { label, value: (_, x) => number(x) };
  return { label, value: (_, x) => (x === null ? "–" : moment(place(x))) };
}

const moment = (date) => `${dayText(date)} ${dateText(date)}`;

function dayText(date) {
  const format = new Intl.DateTimeFormat(language(), {
    day: "numeric",
    month: "short",
  });
  return format.format(date);
}

function series(data, one, index) {
  const stroke = colour(one.colour ?? COLOURS[index % COLOURS.length]);
  return {
    label: one.unit ? `${one.name} (${one.unit})` : one.name,
    stroke,
    width: 2,
    dash: data.kind === "bars" ? [] : DASHES[index % DASHES.length],
    fill: data.kind === "bars" ? stroke.replace(")", ",0.45)").replace("rgb(", "rgba(") : undefined,
    points: { show: false },
    paths: paths(data.kind),
    value: (_, value) => number(value),
  };
}

function paths(kind) {
  if (kind === "bars") return uPlot.paths.bars({ size: [0.7, 60] });
  if (kind === "steps") return uPlot.paths.stepped({ align: 1 });
  return uPlot.paths.linear();
}

function axes(data) {
  const shared = {
    stroke: colour("ink"),
    font: "12px system-ui, sans-serif",
    grid: { stroke: colour("line"), width: 1 },
    ticks: { stroke: colour("line"), width: 1 },
  };
  const units = [...new Set(data.series.map((one) => one.unit).filter(Boolean))];
  const x = { ...shared, ...xAxis(data) };
  const y = {
    ...shared,
    label: units.join(", ") || undefined,
    labelFont: shared.font,
    labelSize: 20,
    size: 56,
    values: (_, ticks) => ticks.map(number),
  };
  return [x, y];
}

function xAxis(data) {
  if (data.x_labels) {
    const name = new Map(data.x.map((x, index) => [x, data.x_labels[index]]));
    return {
      splits: () => data.x,
      grid: { show: false },
      // On a phone the names of the bars would run into one another.
      rotate: (plot) => (plot.width < NARROW ? -45 : 0),
      size: (plot) => (plot.width < NARROW ? 64 : 34),
      values: (_, ticks) => ticks.map((x) => name.get(x) ?? ""),
    };
  }
  if (data.x_kind !== "time") {
    return { values: (_, ticks) => ticks.map(number) };
  }
  const place = dateIn(data.timezone);
  return {
    space: 70,
    values: (_, ticks) =>
      ticks.map((at) => {
        const date = place(at);
        const midnight = date.getHours() + date.getMinutes() === 0;
        return midnight ? dayText(date) : dateText(date);
      }),
  };
}

/** Shade the spans of x that the data names, behind the lines. */
function drawBands(plot, bands) {
  const { ctx: pen, bbox } = plot;
  pen.save();
  pen.globalAlpha = 0.14;
  pen.fillStyle = colour("soft");
  for (const band of bands) {
    const left = Math.max(plot.valToPos(band.from, "x", true), bbox.left);
    const edge = bbox.left + bbox.width;
    const right = Math.min(plot.valToPos(band.to, "x", true), edge);
    if (right > left) pen.fillRect(left, bbox.top, right - left, bbox.height);
  }
  pen.restore();
}

function number(value) {
  if (value === null || value === undefined) return "–";
  const format = { maximumFractionDigits: 3 };
  return new Intl.NumberFormat(language(), format).format(value);
}

const language = () => document.documentElement.lang || "id";

if (typeof uPlot === "undefined") {
  document.querySelectorAll("[data-chart]").forEach(giveUp);
} else {
  startAll("[data-chart]", startChart);
}
