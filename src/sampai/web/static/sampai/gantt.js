// Who is where at which hour: a bar for every trip, a row for every vehicle.
//
// Only the rows in sight are in the page once there are many; on paper all
// are. What the element and its data look like is told in
// assets/drawings.md.

import {
  ROW,
  drawAxis,
  drawBar,
  drawGround,
  mark,
  stickDays,
} from "./gantt_draw.js";
import { rowsWanted, watchFields } from "./gantt_filter.js";
import { addZoom, buildFrame, rowName } from "./gantt_frame.js";
import { daysOf, scaleOf } from "./gantt_time.js";
import { readSource, ready, startAll } from "./source.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// Rows and bars up to which all are drawn at once.
const ROWS_AT_ONCE = 300;
const BARS_AT_ONCE = 2000;
// Width of the bars on a sheet of A4 laid across. [pixels]
const PAPER = 780;
// Rows drawn above and below what is in sight.
const MARGIN = 12;
const WORDS = {
  zoom_hour: "Jam",
  zoom_day: "Hari",
  zoom_all: "Semua",
  nothing: "Tidak ada yang cocok.",
};

/**
 * Draw the chart of one element.
 *
 * @param {HTMLElement} element A `[data-gantt]`.
 * @returns {Promise<void>}
 */
export async function startGantt(element) {
  const data = await readSource(element);
  for (const span of [...data.bars, ...(data.bands ?? [])]) {
    span.start = Date.parse(span.from);
    span.end = Date.parse(span.to);
  }
  new Gantt(element, data);
  ready(element, "gantt:ready");
}

class Gantt {
  constructor(element, data) {
    this.data = data;
    this.words = { ...WORDS, ...data.words };
    this.whole = scaleOf(data);
    this.scale = this.whole;
    this.zoom = element.dataset.zoom ?? "day";
    this.frame = buildFrame(element, data, this.words);
    const { tools, scroll } = this.frame;
    const zoomTo = (zoom) => this.zoomTo(zoom);
    this.buttons = addZoom(element, tools, this.words, zoomTo);
    watchFields(element, data, this.whole, (wanted) => this.show(wanted));
    this.toFirstBar();
    scroll.addEventListener("scroll", () => this.drawSoon(), { passive: true });
    new ResizeObserver(() => this.resize()).observe(scroll);
    addEventListener("beforeprint", () => this.print(true));
    addEventListener("afterprint", () => this.print(false));
  }

  show(wanted) {
    const day = daysOf(this.whole).find(({ id }) => id === wanted.day);
    this.scale = day
      ? { ...this.whole, from: day.at, to: day.at + DAY }
      : this.whole;
    const span = [this.scale.from, this.scale.to];
    this.lines = rowsWanted(this.data, wanted, span);
    this.frame.nothing.hidden = this.lines.length > 0;
    this.lay();
  }

  zoomTo(zoom) {
    const { scroll } = this.frame;
    const middle = this.momentAt(scroll.scrollLeft + scroll.clientWidth / 3);
    this.zoom = zoom;
    this.lay();
    scroll.scrollLeft = this.view.x(middle) - scroll.clientWidth / 3;
  }

  momentAt(x) {
    return this.scale.from + (x / this.view.hourWidth) * HOUR;
  }

  toFirstBar() {
    const first = this.data.bars.reduce(
      (least, bar) => Math.min(least, bar.start),
      Infinity,
    );
    if (Number.isFinite(first)) {
      this.frame.scroll.scrollLeft = this.view.x(first) - 24;
    }
  }

  resize() {
    const width = this.frame.scroll.clientWidth;
    if (width !== this.width && !this.printing) this.lay();
    this.drawSoon();
  }

  /** Lay out the whole: how wide an hour is, the axis and the ground. */
  lay() {
    const { scroll, head, names, body } = this.frame;
    this.width = scroll.clientWidth;
    const room = Math.max(this.width - names.offsetWidth - 2, 200);
    const hours = (this.scale.to - this.scale.from) / HOUR;
    const fits = room / hours;
    const wide = { hour: 60, day: 16 }[this.zoom] ?? 0;
    const hourWidth = this.printing ? PAPER / hours : Math.max(wide, fits);
    this.view = this.viewOf(hourWidth, hours);
    const height = Math.max(this.lines.length, 1) * ROW;
    const { width } = this.view;
    this.svg = mark("svg", { width, height, class: "gantt-svg" });
    const bands = this.data.bands ?? [];
    this.bars = mark("g", {});
    this.svg.append(drawGround(bands, height, this.view), this.bars);
    head.replaceChildren(drawAxis(this.view));
    body.replaceChildren(this.svg);
    names.style.height = `${height}px`;
    for (const each of this.buttons) {
      const pressed = each.dataset.ganttZoom === this.zoom;
      each.setAttribute("aria-pressed", pressed);
    }
    this.drawn = "";
    this.draw();
  }

  viewOf(hourWidth, hours) {
    const { scale, words } = this;
    const { zone } = this.data;
    const x = (at) => ((at - scale.from) / HOUR) * hourWidth;
    return { scale, words, zone, hourWidth, width: hours * hourWidth, x };
  }

  drawSoon() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
    });
  }

  draw() {
    stickDays(this.frame.head, this.frame.scroll.scrollLeft);
    const [first, last] = this.inSight();
    // A focused bar must not vanish under the person who stands on it.
    if (this.drawn === `${first} ${last}`) return;
    this.drawn = `${first} ${last}`;
    const focused = document.activeElement?.getAttribute("data-id");
    const names = [];
    const bars = [];
    for (let index = first; index < last; index += 1) {
      const { row, bars: own } = this.lines[index];
      const top = index * ROW;
      names.push(rowName(row, index));
      const { width } = this.view;
      const size = { x: 0, y: top, width, height: ROW };
      const odd = index % 2 ? "gantt-row gantt-odd" : "gantt-row";
      bars.push(mark("rect", { class: odd, ...size }));
      bars.push(...own.map((bar) => drawBar(bar, top, this.view)));
    }
    this.frame.names.replaceChildren(...names);
    this.bars.replaceChildren(...bars);
    if (focused) {
      const link = this.bars.querySelector(`[data-id="${CSS.escape(focused)}"]`);
      link?.focus({ preventScroll: true });
    }
  }

  inSight() {
    const rows = this.lines.length;
    const few =
      rows <= ROWS_AT_ONCE && this.data.bars.length <= BARS_AT_ONCE;
    if (few || this.printing) return [0, rows];
    const { scrollTop, clientHeight } = this.frame.scroll;
    // In steps, so that a small scroll draws nothing.
    const top = Math.floor(scrollTop / ROW / MARGIN) * MARGIN;
    const seen = Math.ceil(clientHeight / ROW / MARGIN) * MARGIN;
    return [
      Math.max(top - MARGIN, 0),
      Math.min(top + seen + 2 * MARGIN, rows),
    ];
  }

  print(printing) {
    this.printing = printing;
    this.lay();
  }
}

startAll("[data-gantt]", startGantt);
