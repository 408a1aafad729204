"use strict";
// Everything stands on the page without this script; it adds sorting,
// filtering, and a map that moves.

function value(cell) {
  const key = cell.dataset.key;
  const number = Number(key);
  return key !== "" && Number.isFinite(number) ? number : key;
}

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

for (const table of document.querySelectorAll("table.sorts")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => compare(value(a.cells[column]), value(b.cells[column])));
      if (!up) rows.reverse();
      table.tBodies[0].append(...rows);
    });
  });
}

for (const input of document.querySelectorAll("input[data-for]")) {
  const rows = document.getElementById(input.dataset.for).tBodies[0].rows;
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    for (const row of rows) {
      row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
    }
  });
}

// Paper cannot be opened: every day of the timetable is printed.
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details")) part.open = true;
});

// A row that a bar or a line leads to must not stay filtered away.
window.addEventListener("hashchange", () => {
  const row = document.getElementById(location.hash.slice(1));
  if (row && row.hidden) row.hidden = false;
  if (row) row.scrollIntoView({ block: "center" });
});

const picture = document.getElementById("picture");
document.querySelector("#map .controls").hidden = false;

function box() {
  return picture.getAttribute("viewBox").split(" ").map(Number);
}

function look(x, y, width, height) {
  picture.setAttribute("viewBox", [x, y, width, height].join(" "));
  // Names and dots keep their size on the screen, whatever the view.
  const scale = Math.max(width, 1) / 1000;
  picture.classList.toggle("close", scale < 0.4);
  for (const name of picture.querySelectorAll("text.name")) {
    name.style.fontSize = 13 * scale + "px";
    name.style.strokeWidth = 3 * scale + "px";
  }
  for (const place of picture.querySelectorAll("circle.place")) {
    if (!place.dataset.r) place.dataset.r = place.getAttribute("r");
    place.setAttribute("r", Number(place.dataset.r) * scale);
  }
}

for (const button of document.querySelectorAll("button.view")) {
  button.addEventListener("click", () => look(...button.dataset.box.split(" ").map(Number)));
}

// Nearer or farther, with one point of the picture staying where it is.
function zoom(by, across = 0.5, down = 0.5) {
  const [x, y, width, height] = box();
  if (width * by < 5 || width * by > 4000) return;
  look(x + width * (1 - by) * across, y + height * (1 - by) * down, width * by, height * by);
}

for (const button of document.querySelectorAll("button.zoom")) {
  button.addEventListener("click", () => zoom(Number(button.dataset.by)));
}

picture.addEventListener("keydown", (event) => {
  const [x, y, width, height] = box();
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (step) look(x + (step[0] * width) / 8, y + (step[1] * height) / 8, width, height);
  else if (event.key === "+") zoom(0.6);
  else if (event.key === "-") zoom(1 / 0.6);
  else return;
  event.preventDefault();
});

// The wheel scrolls the page as everywhere; with Ctrl it zooms.
picture.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const shape = picture.getBoundingClientRect();
  zoom(event.deltaY < 0 ? 0.8 : 1.25,
    (event.clientX - shape.left) / shape.width, (event.clientY - shape.top) / shape.height);
}, { passive: false });

let held = null;
picture.addEventListener("pointerdown", (event) => {
  held = { x: event.clientX, y: event.clientY, box: box() };
});
window.addEventListener("pointerup", () => { held = null; });
picture.addEventListener("pointermove", (event) => {
  if (!held) return;
  const [x, y, width, height] = held.box;
  const shape = picture.getBoundingClientRect();
  const unit = Math.max(width / shape.width, height / shape.height);
  picture.setAttribute("viewBox", [
    x - (event.clientX - held.x) * unit, y - (event.clientY - held.y) * unit, width, height,
  ].join(" "));
});

function choose() {
  const day = document.querySelector("input[name=map-day]:checked").value;
  const types = new Set(
    [...document.querySelectorAll("input[name=map-type]:checked")].map((input) => input.value));
  const vehicle = document.querySelector("select[name=map-vehicle]").value;
  for (const trip of picture.querySelectorAll(".trip")) {
    const shown = (!day || trip.dataset.day === day) && types.has(trip.dataset.type) &&
      (!vehicle || trip.dataset.vehicle === vehicle);
    trip.classList.toggle("off", !shown);
  }
}
for (const input of document.querySelectorAll("[name^=map-]")) {
  input.addEventListener("change", choose);
}
