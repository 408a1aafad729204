// What the map says. The page's own words come with the features, in
// `words`; these stand in where it names none.

const WORDS = {
  depot: "Gudang",
  hub: "Gudang kecamatan",
  village: "Desa",
  landing: "Dermaga",
  trailhead: "Pangkal jalan setapak",
  junction: "Simpang",
  tps: "TPS",
  trip: "Perjalanan",
  leg: "Ruas",
  chance: "Peluang tepat waktu",
  closed: "Ditutup",
  open: "Buka rincian",
  zoom_in: "Perbesar",
  zoom_out: "Perkecil",
  close: "Tutup",
  credit: "Sumber peta",
  wheel: "Tekan Ctrl sambil menggulir untuk memperbesar peta",
  wheel_mac: "Tekan ⌘ sambil menggulir untuk memperbesar peta",
  fingers: "Geser peta dengan dua jari",
};

/**
 * The page's words over the built-in ones.
 *
 * @param {object} [words]
 * @returns {Record<string, string>}
 */
export function withDefaults(words) {
  return { ...WORDS, ...words };
}

/**
 * The words of the map's own buttons, by the names MapLibre gives them.
 *
 * @param {Record<string, string>} words
 * @param {string} label
 * @returns {Record<string, string>}
 */
export function controlWords(words, label) {
  return {
    "AttributionControl.ToggleAttribution": words.credit,
    "NavigationControl.ZoomIn": words.zoom_in,
    "NavigationControl.ZoomOut": words.zoom_out,
    "Popup.Close": words.close,
    "Map.Title": label,
    "CooperativeGesturesHandler.WindowsHelpText": words.wheel,
    "CooperativeGesturesHandler.MacHelpText": words.wheel_mac,
    "CooperativeGesturesHandler.MobileHelpText": words.fingers,
  };
}
