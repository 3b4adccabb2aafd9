// A module of its own: writes lists of texts and remote endpoints as JSON. What lies where says the host, which gives
// it the memory for one case and drops it: `src/cli/jsonKernel.ts`.

/** Where bytes go, and how far they may. Behind lie `slack` bytes that may be written over. */
let outEnd: usize = 0;

/** Texts of JSON by number: their bytes, and where each starts, with one more entry than texts. */
let pieceBytes: usize = 0;
let pieceStarts: usize = 0;
/** The same, quotes and all. */
let addressBytes: usize = 0;
let addressStarts: usize = 0;

/** Pairs of a text's rank and a count to be added to it. */
let pairsAt: usize = 0;
/** For each rank its sum; zeros before and after. */
let sumsAt: usize = 0;
/** Room for eight bytes for each pair. */
let keysAt: usize = 0;
/** Ranks to be listed. */
let ranksAt: usize = 0;

/** Columns of the remotes, in their order. */
let remoteAddress: usize = 0;
let remotePort: usize = 0;
let remoteWay: usize = 0;
let remoteCount: usize = 0;
let remoteAssumed: usize = 0;
let remoteFirst: usize = 0;
let remoteLast: usize = 0;
/** Digits of a fraction of a second; `noTime` for none. */
let remoteDigits: usize = 0;
/** The piece that says the zone. */
let remoteZone: usize = 0;
const noTime: u8 = 0xff;

// The host's pieces, in this order, then three that close lists; behind them three for each
// way: the end of an id, what comes before the address, and what comes behind the port.
const opening: u32 = 0;
const port: u32 = 1;
const assumed: u32 = 2;
const first: u32 = 3;
const last: u32 = 4;
const timesEnd: u32 = 5;
const count: u32 = 6;
const sources: u32 = 7;
const firstWay: u32 = 11;

export function placeTexts(
  end: usize,
  pieces: usize,
  startsOfPieces: usize,
  addresses: usize,
  startsOfAddresses: usize,
): void {
  outEnd = end;
  pieceBytes = pieces;
  pieceStarts = startsOfPieces;
  addressBytes = addresses;
  addressStarts = startsOfAddresses;
}

export function placePairs(pairs: usize, sums: usize, keys: usize, ranks: usize): void {
  pairsAt = pairs;
  sumsAt = sums;
  keysAt = keys;
  ranksAt = ranks;
}

export function placeRemotes(
  address: usize,
  port: usize,
  way: usize,
  rows: usize,
  assumed: usize,
  first: usize,
  last: usize,
  digits: usize,
  zone: usize,
): void {
  remoteAddress = address;
  remotePort = port;
  remoteWay = way;
  remoteCount = rows;
  remoteAssumed = assumed;
  remoteFirst = first;
  remoteLast = last;
  remoteDigits = digits;
  remoteZone = zone;
}

/** Sums the counts of each rank, and puts ranks in order: the greatest sum first, of equals the lowest rank. */
export function rank(pairs: u32): u32 {
  let found: u32 = 0;
  for (let i: u32 = 0; i < pairs; i++) {
    const pair = pairsAt + 8 * <usize>i;
    const sum = sumsAt + 4 * <usize>load<u32>(pair);
    if (load<u32>(sum) === 0) {
      store<u32>(ranksAt + 4 * <usize>found, load<u32>(pair));
      found++;
    }
    store<u32>(sum, load<u32>(sum) + load<u32>(pair, 4));
  }
  for (let i: u32 = 0; i < found; i++) {
    const rank = load<u32>(ranksAt + 4 * <usize>i);
    const sum = sumsAt + 4 * <usize>rank;
    store<u64>(keysAt + 8 * <usize>i, ((<u64>~load<u32>(sum)) << 32) | <u64>rank);
    store<u32>(sum, 0);
  }
  sortKeys(found);
  for (let i: u32 = 0; i < found; i++) store<u32>(ranksAt + 4 * <usize>i, load<u32>(keysAt + 8 * <usize>i));
  return found;
}

/** Shell's sort: short lists are sorted as by hand, and no list takes long. */
function sortKeys(length: u32): void {
  let gap: u32 = 1;
  while (gap < length / 3) gap = 3 * gap + 1;
  for (; gap > 0; gap /= 3) {
    const step = 8 * <usize>gap;
    const end = keysAt + 8 * <usize>length;
    for (let i = keysAt + step; i < end; i += 8) {
      const key = load<u64>(i);
      let at = i;
      while (at >= keysAt + step && key < load<u64>(at - step)) {
        store<u64>(at, load<u64>(at - step));
        at -= step;
      }
      store<u64>(at, key);
    }
  }
}

/** The element that comes next, where there was no room for all. */
export let nextInList: u32 = 0;

/**
 * Writes elements of `[from, length)` of `ranksAt` with commas between them, and behind the last of them a piece;
 * returns where the bytes end.
 */
export function list(out: usize, bytes: usize, starts: usize, from: u32, length: u32, closing: u32): usize {
  let to = out;
  let i = from;
  for (; i < length; i++) {
    const text = starts + 4 * <usize>load<u32>(ranksAt + 4 * <usize>i);
    const start = load<u32>(text);
    const size = load<u32>(text, 4) - start;
    if (to + size + 1 > outEnd) break;
    if (i !== 0) store<u8>(to++, 0x2c); // ,
    to = copied(to, bytes + start, size);
  }
  nextInList = i;
  return i === length ? piece(to, closing) : to;
}

/** Writes the ids of remotes with their quotes, and where each starts; returns where the bytes end. */
export function spellIds(bytes: usize, starts: usize, remotes: u32): usize {
  let to = bytes;
  for (let i: usize = 0; i < <usize>remotes; i++) {
    store<u32>(starts + 4 * i, <u32>(to - bytes));
    store<u8>(to++, 0x22); // "
    to = id(to, i);
  }
  store<u32>(starts + 4 * <usize>remotes, <u32>(to - bytes));
  return to;
}

/** Writes a remote up to its near ends; returns where the bytes end. There has to be room. */
export function remote(out: usize, i: usize): usize {
  const at = load<i32>(remotePort + 4 * i);
  const way = load<u32>(remoteWay + 4 * i);
  let to = out;
  if (i !== 0) store<u8>(to++, 0x2c); // ,
  to = id(piece(to, opening), i);
  to = piece(to, firstWay + 3 * way + 1);
  to = address(to, i);
  store<u8>(to++, 0x22); // "
  if (at >= 0) to = digits(piece(to, port), <u32>at);
  to = piece(to, firstWay + 3 * way + 2);
  if (load<u8>(remoteAssumed + i) !== 0) to = piece(to, assumed);
  if (load<u8>(remoteDigits + i) !== noTime) {
    to = time(piece(to, first), i, load<f64>(remoteFirst + 8 * i));
    to = time(piece(to, last), i, load<f64>(remoteLast + 8 * i));
    to = piece(to, timesEnd);
  }
  return piece(digits(piece(to, count), load<u32>(remoteCount + 4 * i)), sources);
}

/** With the quote behind it. */
function id(out: usize, i: usize): usize {
  const at = load<i32>(remotePort + 4 * i);
  let to = address(out, i);
  store<u8>(to++, 0x20);
  if (at >= 0) to = digits(to, <u32>at);
  else store<u8>(to++, 0x2d); // -
  return piece(to, firstWay + 3 * load<u32>(remoteWay + 4 * i));
}

function address(out: usize, i: usize): usize {
  const text = addressStarts + 4 * <usize>load<u32>(remoteAddress + 4 * i);
  return copied(out, addressBytes + load<u32>(text) + 1, load<u32>(text, 4) - load<u32>(text) - 2);
}

function piece(out: usize, number: u32): usize {
  const text = pieceStarts + 4 * <usize>number;
  return copied(out, pieceBytes + load<u32>(text), load<u32>(text, 4) - load<u32>(text));
}

function copied(out: usize, from: usize, size: u32): usize {
  for (let i: usize = 0; i < size; i += 16) v128.store(out + i, v128.load(from + i));
  return out + size;
}

function digits(out: usize, value: u32): usize {
  let size: usize = 1;
  for (let rest = value / 10; rest !== 0; rest /= 10) size++;
  let rest = value;
  for (let at = out + size; at > out; rest /= 10) store<u8>(--at, 0x30 + <u8>(rest % 10));
  return out + size;
}

/** `2031-07-02T09:01:07.25` and the zone, of microseconds since 1970 as the zone's clocks show them. */
function time(out: usize, i: usize, micros: f64): usize {
  const all = <u64>micros;
  const fraction = <u32>(all % 1_000_000);
  const seconds = all / 1_000_000;
  const ofDay = <u32>(seconds % 86_400);
  let to = date(out, <u32>(seconds / 86_400));
  store<u8>(to++, 0x54); // T
  to = padded(to, ofDay / 3600, 2);
  store<u8>(to++, 0x3a); // :
  to = padded(to, (ofDay / 60) % 60, 2);
  store<u8>(to++, 0x3a);
  to = padded(to, ofDay % 60, 2);
  const shown = <u32>load<u8>(remoteDigits + i);
  if (shown !== 0) {
    store<u8>(to, 0x2e); // .
    padded(to + 1, fraction, 6);
    to += 1 + shown;
  }
  return piece(to, load<u32>(remoteZone + 4 * i));
}

/** Of days since 1970, in years that begin in March: the leap day comes last, and months follow one formula. */
function date(out: usize, days: u32): usize {
  const since = days + 719_468;
  const era = since / 146_097;
  const ofEra = since % 146_097;
  const yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
  const ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const march = (5 * ofYear + 2) / 153;
  const month = march < 10 ? march + 3 : march - 9;
  let to = padded(out, era * 400 + yearOfEra + u32(month <= 2), 4);
  store<u8>(to++, 0x2d); // -
  to = padded(to, month, 2);
  store<u8>(to++, 0x2d);
  return padded(to, ofYear - (153 * march + 2) / 5 + 1, 2);
}

function padded(out: usize, value: u32, size: usize): usize {
  let rest = value;
  for (let at = out + size; at > out; rest /= 10) store<u8>(--at, 0x30 + <u8>(rest % 10));
  return out + size;
}
