/** Numbers that look random and are the same on every machine: mulberry32, seeded by the hash of a name. */
export function seededRandom(/** @type {string} */ name) {
  let state = [...name].reduce(
    (hash, char) => Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619),
    2_166_136_261,
  );
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (/** @type {number} */ low, /** @type {number} */ high) => low + next() * (high - low);
  return {
    between,
    whole: (/** @type {number} */ low, /** @type {number} */ high) => Math.floor(between(low, high + 1)),
    /** Gaps between things that come as they like, so many on average. */
    exponential: (/** @type {number} */ mean) => -mean * Math.log(1 - next()),
    /** @template T @param {readonly T[]} choices @returns {T} */
    one: (choices) => /** @type {T} */ (choices[Math.floor(next() * choices.length)]),
  };
}
