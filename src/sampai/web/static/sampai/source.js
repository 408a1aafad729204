// What a drawing is made from, and what stands in its place when it fails.

/**
 * Read the JSON that an element names in `data-source`.
 *
 * @param {HTMLElement} element
 * @returns {Promise<object>}
 */
export async function readSource(element) {
  const answer = await fetch(element.dataset.source, {
    credentials: "same-origin",
    headers: { Accept: "application/json, application/geo+json" },
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/**
 * Show the sentence of `data-fallback`; the table below says the same.
 *
 * @param {HTMLElement} element
 */
export function giveUp(element) {
  const sentence = document.createElement("p");
  sentence.className = "fallback";
  sentence.textContent = element.dataset.fallback ?? "";
  element.replaceChildren(sentence);
  element.classList.add("failed");
  element.dataset.ready = "false";
}

/**
 * Say once that an element is drawn: `data-ready` and an event that bubbles.
 *
 * @param {HTMLElement} element
 * @param {string} name Name of the event, such as `map:idle`.
 */
export function ready(element, name) {
  element.dataset.ready = "true";
  element.dispatchEvent(new CustomEvent(name, { bubbles: true }));
}

/**
 * Start every element of a kind; one that fails leaves the others alone.
 *
 * @param {string} selector
 * @param {(element: HTMLElement) => Promise<unknown>} start
 */
export function startAll(selector, start) {
  for (const element of document.querySelectorAll(selector)) {
    start(element).catch(() => giveUp(element));
  }
}
