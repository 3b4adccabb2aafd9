import { crc32, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const mostColors = 256;

/** @typedef {{ readonly width: number, readonly height: number, readonly rgb: Buffer }} Pixels */

/**
 * The same picture in 256 colors: a third of the bytes, and of a user interface nobody sees a difference.
 *
 * @param {Buffer} png As browsers write it: 8 bits a channel, RGB, not interlaced.
 */
export function smallPng(png) {
  const pixels = decode(png);
  const { palette, indexOf } = paletteOf(pixels.rgb);
  const { width, height, rgb } = pixels;
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = indexOf(rgb.readUIntBE((y * width + x) * 3, 3));

  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colors = Buffer.concat(
    palette.map((color) => Buffer.of(color >> 16, (color >> 8) & 255, color & 255)),
  );
  const parts = [
    chunk("IHDR", header),
    chunk("PLTE", colors),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...parts]);
}

/** Colors to which all others are near; an other one is drawn in the nearest of them. */
function paletteOf(/** @type {Buffer} */ rgb) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (let at = 0; at < rgb.length; at += 3) {
    const color = rgb.readUIntBE(at, 3);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([a, countA], [b, countB]) => countB - countA || a - b);
  const colors = byCount.map(([color]) => color);
  let near = 1;
  let palette = colors;
  for (; mostColors < palette.length; near *= 1.3) palette = covering(colors, near);
  /** @type {Map<number, number>} */
  const indices = new Map(palette.map((color, index) => [color, index]));
  const indexOf = (/** @type {number} */ color) => {
    const known = indices.get(color);
    if (known !== undefined) return known;
    const distances = palette.map((other) => distance(color, other));
    const nearest = distances.indexOf(Math.min(...distances));
    indices.set(color, nearest);
    return nearest;
  };
  return { palette, indexOf };
}

/** The first ones of these colors that leave no other farther away than `near`. */
function covering(/** @type {readonly number[]} */ colors, /** @type {number} */ near) {
  /** @type {number[]} */
  const chosen = [];
  for (const color of colors)
    if (chosen.length <= mostColors && chosen.every((other) => near < distance(color, other)))
      chosen.push(color);
  return chosen;
}

function distance(/** @type {number} */ a, /** @type {number} */ b) {
  const differences = [16, 8, 0].map((shift) => ((a >> shift) & 255) - ((b >> shift) & 255));
  return differences.reduce((sum, difference) => sum + difference * difference, 0);
}

/** @returns {Pixels} */
function decode(/** @type {Buffer} */ png) {
  const [header, ...others] = [...chunksOf(png)];
  if (header === undefined || header.data[8] !== 8 || header.data[9] !== 2)
    throw new Error("The browser wrote another kind of PNG than RGB of 8 bits.");
  const width = header.data.readUInt32BE(0);
  const height = header.data.readUInt32BE(4);
  const data = others.filter(({ type }) => type === "IDAT").map((part) => part.data);
  return { width, height, rgb: unfiltered(inflateSync(Buffer.concat(data)), width * 3, height) };
}

function* chunksOf(/** @type {Buffer} */ png) {
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    yield { type, data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** PNG, section 9: each byte is stored as its difference from a guess by its neighbors. */
function unfiltered(/** @type {Buffer} */ rows, /** @type {number} */ stride, /** @type {number} */ height) {
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const guess = guesses[rows[y * (stride + 1)] ?? 0];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < 3 ? 0 : (bytes[at - 3] ?? 0);
      const up = y === 0 ? 0 : (bytes[at - stride] ?? 0);
      const corner = x < 3 || y === 0 ? 0 : (bytes[at - stride - 3] ?? 0);
      bytes[at] = (rows[y * (stride + 1) + 1 + x] ?? 0) + (guess?.(left, up, corner) ?? 0);
    }
  }
  return bytes;
}

/** @type {readonly ((left: number, up: number, corner: number) => number)[]} */
const guesses = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, corner) => {
    const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
    return a <= b && a <= c ? left : b <= c ? up : corner;
  },
];

function chunk(/** @type {string} */ type, /** @type {Buffer} */ data) {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(typed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}
