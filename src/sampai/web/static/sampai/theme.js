// Colours for what is drawn on a canvas: read from the style sheet, so that
// page, map and chart agree, and read again when light turns to dark.

// Used where the style sheet does not say; Okabe and Ito's colours, which
// people who see no red or green tell apart too.
const DEFAULTS = {
  ink: ["#1b2428", "#e8edef"],
  paper: ["#ffffff", "#12191d"],
  line: ["#c9d2d6", "#3c494f"],
  soft: ["#5c6b72", "#9fb0b8"],
  sea: ["#d6e6ee", "#0e1a21"],
  land: ["#f7f5ee", "#242d31"],
  shore: ["#9db4bf", "#47565d"],
  "stage-depot_to_hub": ["#0072b2", "#4ea8de"],
  "stage-hub_to_village": ["#00825f", "#2fc49a"],
  "stage-village_to_tps": ["#a64d85", "#dd93be"],
  "stage-tps_to_village": ["#b35900", "#f0994d"],
  "stage-village_to_hub": ["#8a6d00", "#e6c229"],
  "stage-hub_to_depot": ["#4b4b9e", "#a3a3ee"],
  "chance-low": ["#c44500", "#ff7a33"],
  "chance-fair": ["#e69f00", "#f2c14e"],
  "chance-good": ["#56b4e9", "#8fd0f5"],
  "chance-high": ["#0072b2", "#3f9fe0"],
};

/**
 * Whether the page is dark: what the person chose, else what their system is.
 *
 * @returns {boolean}
 */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "dark" || chosen === "light") return chosen === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/**
 * The colour of a name, such as `stage-depot_to_hub`, as `rgb(…)`.
 *
 * A style sheet may write `light-dark()` or `oklch()`, which a map library
 * does not read; the browser itself turns them into red, green and blue.
 *
 * @param {string} name A custom property without its two dashes.
 * @returns {string}
 */
export function colour(name) {
  const fallback = DEFAULTS[name] ?? DEFAULTS.soft;
  const probe = document.createElement("i");
  probe.style.color = `var(--${name}, ${fallback[isDark() ? 1 : 0]})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = value;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
}

/**
 * Call back whenever the page turns light or dark.
 *
 * @param {() => void} callback
 */
export function onTheme(callback) {
  const later = () => requestAnimationFrame(callback);
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", later);
  const watch = new MutationObserver(later);
  watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
