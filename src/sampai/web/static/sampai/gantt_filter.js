// Which rows and bars are shown: by text, day and group.

import { daysOf } from "./gantt_time.js";

/**
 * Read the panel's fields now and whenever one of them changes.
 *
 * A list that the page left empty is filled from the data.
 *
 * @param {HTMLElement} element
 * @param {object} data
 * @param {object} scale
 * @param {(wanted: object) => void} show
 */
export function watchFields(element, data, scale, show) {
  const panel = element.closest("[data-gantt-panel]") ?? element;
  const search = panel.querySelector("[data-gantt-search]");
  const day = panel.querySelector("[data-gantt-day]");
  const group = panel.querySelector("[data-gantt-group]");
  fill(day, daysOf(scale).map(({ id, name }) => [id, name]));
  const groups = new Set(data.rows.map((row) => row.group).filter(Boolean));
  fill(group, [...groups].map((name) => [name, name]));
  const tell = () =>
    show({
      text: (search?.value ?? "").trim().toLowerCase(),
      day: day?.value ?? "",
      group: group?.value ?? "",
    });
  search?.addEventListener("input", tell);
  day?.addEventListener("change", tell);
  group?.addEventListener("change", tell);
  tell();
}

function fill(list, options) {
  if (!list || list.options.length > 1) return;
  list.append(...options.map(([value, name]) => new Option(name, value)));
}

/**
 * The rows that are wanted, each with its bars.
 *
 * @param {object} data Rows, and bars with `start` and `end`.
 * @param {object} wanted Text, day and group; an empty one asks nothing.
 * @param {[number, number]} span First and last moment. [milliseconds]
 * @returns {{row: object, bars: object[]}[]}
 */
export function rowsWanted(data, wanted, [from, to]) {
  const bars = Map.groupBy
    ? Map.groupBy(data.bars, (bar) => bar.row)
    : grouped(data.bars);
  const asked = wanted.text !== "" || wanted.day !== "";
  return data.rows
    .filter((row) => wanted.group === "" || row.group === wanted.group)
    .map((row) => ({ row, bars: barsWanted(row, bars, wanted, from, to) }))
    .filter((line) => line.bars.length > 0 || !asked);
}

function barsWanted(row, bars, wanted, from, to) {
  const within = (bars.get(row.id) ?? []).filter(
    (bar) => bar.end > from && bar.start < to,
  );
  const holds = (text) => text.toLowerCase().includes(wanted.text);
  if (wanted.text === "" || holds(row.name)) return within;
  return within.filter((bar) => holds(`${bar.id} ${bar.name}`));
}

function grouped(bars) {
  const rows = new Map();
  for (const bar of bars) {
    if (!rows.has(bar.row)) rows.set(bar.row, []);
    rows.get(bar.row).push(bar);
  }
  return rows;
}
