// Time along the chart: which pixel a moment is, and what the axis says.

const MINUTE = 60_000;
const DAY = 86_400_000;
// Hours between two ticks, and how many pixels they must lie apart.
const STEPS = [1, 3, 6, 12];
const APART = 44;

/**
 * The scale of a chart from its data.
 *
 * @param {{from: string, to: string}} data Moments with their offset, such
 *   as `2024-11-22T00:00:00+07:00`; the offset is the clock of the axis.
 * @returns {object}
 */
export function scaleOf(data) {
  const offset = offsetOf(data.from);
  return { from: Date.parse(data.from), to: Date.parse(data.to), offset };
}

/** Minutes that the clock of a text is ahead of UTC, in milliseconds. */
function offsetOf(text) {
  const found = /([+-])(\d\d):?(\d\d)$/.exec(text);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return minutes * MINUTE * (found[1] === "-" ? -1 : 1);
}

/**
 * The midnights from the first day of a scale to its last.
 *
 * @param {object} scale
 * @returns {{at: number, id: string, name: string}[]}
 */
export function daysOf(scale) {
  const days = [];
  const first = Math.floor((scale.from + scale.offset) / DAY) * DAY;
  for (let local = first; local - scale.offset < scale.to; local += DAY) {
    const id = new Date(local).toISOString().slice(0, 10);
    days.push({ at: local - scale.offset, id, name: dayName(local) });
  }
  return days;
}

function dayName(local) {
  const format = new Intl.DateTimeFormat(language(), {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  return format.format(local);
}

/**
 * The hours that fit between the days at a zoom.
 *
 * @param {object} scale
 * @param {number} hourWidth Pixels of an hour.
 * @returns {{at: number, name: string}[]}
 */
export function hoursOf(scale, hourWidth) {
  const step = STEPS.find((hours) => hours * hourWidth >= APART);
  if (!step) return [];
  return daysOf(scale).flatMap(({ at }) => {
    const hours = [];
    for (let hour = step; hour < 24; hour += step) {
      const moment = at + hour * 60 * MINUTE;
      hours.push({ at: moment, name: clock(moment, scale) });
    }
    return hours.filter((tick) => tick.at >= scale.from && tick.at < scale.to);
  });
}

/**
 * A moment on the clock of the chart: `07.30`, in English `07:30`.
 *
 * @param {number} moment Milliseconds.
 * @param {object} scale
 * @returns {string}
 */
export function clock(moment, scale) {
  const text = new Date(moment + scale.offset).toISOString().slice(11, 16);
  return language() === "id" ? text.replace(":", ".") : text;
}

/**
 * A moment with its day.
 *
 * @param {number} moment Milliseconds.
 * @param {object} scale
 * @returns {string}
 */
export function dayAndClock(moment, scale) {
  return `${dayName(moment + scale.offset)} ${clock(moment, scale)}`;
}

function language() {
  return document.documentElement.lang || "id";
}
