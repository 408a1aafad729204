// The arrow on a trip's line, drawn here: a picture file would be fetched.

const SIZE = 24;

/**
 * An arrow head that points along the line, for `map.addImage(…, {sdf})`.
 *
 * MapLibre colours a distance field: 192 of 255 is the edge, more is inside.
 *
 * @returns {{width: number, height: number, data: Uint8Array}}
 */
export function arrowImage() {
  const data = new Uint8Array(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const inside = depth(x + 0.5 - SIZE / 2, y + 0.5 - SIZE / 2);
      const alpha = Math.max(0, Math.min(255, 192 + inside * 32));
      data.set([255, 255, 255, alpha], (y * SIZE + x) * 4);
    }
  }
  return { width: SIZE, height: SIZE, data };
}

/** How deep a point lies inside the head; below zero outside. [pixels] */
function depth(x, y) {
  const back = x + 6;
  const side = (8 - x - Math.abs(y) * 2) / Math.sqrt(5);
  return Math.min(back, side);
}
