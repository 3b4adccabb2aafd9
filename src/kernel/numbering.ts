import { keepLongAddress, longAddressNumber } from "./longAddresses";
import {
  addressesAt,
  bucketBits,
  bucketSize,
  destinationAt,
  destinationNumberAt,
  destinationPlaceAt,
  lineAt,
  mannerAt,
  mannerBits,
  mannerSize,
  mannersAt,
  numbersEnd,
  rolesAt,
  sourceAt,
  sourceNumberAt,
  sourcePlaceAt,
  textAt,
  unnumberedAt,
  wordsAt,
} from "./memory";
import { otherAddress } from "./numbers";

/** The number of an address that has none yet. */
const none: i32 = -1;

/** Forgets the numbers of all addresses and manners: another capture's are asked for. */
export function forgetNumbers(): void {
  memory.fill(mannersAt, 0xff, numbersEnd - mannersAt);
}

/** Writes the lines of the block's rows and the numbers of their addresses; returns how many have none. */
export function numberRows(count: usize, firstLine: u32): u32 {
  let unnumbered: u32 = 0;
  for (let i: usize = 0; i < count; i++) {
    store<u32>(lineAt + 4 * i, firstLine + <u32>i);
    const source = numberOf(load<u32>(sourceAt + 4 * i), sourcePlaceAt + 4 * i);
    const destination = numberOf(load<u32>(destinationAt + 4 * i), destinationPlaceAt + 4 * i);
    store<i32>(sourceNumberAt + 4 * i, source);
    store<i32>(destinationNumberAt + 4 * i, destination);
    store<u32>(unnumberedAt + 4 * unnumbered, 2 * <u32>i);
    unnumbered += u32(source === none);
    store<u32>(unnumberedAt + 4 * unnumbered, 2 * <u32>i + 1);
    unnumbered += u32(destination === none);
  }
  return unnumbered;
}

/** Remembers an address's number; in a full bucket instead of another. */
export function keepAddress(address: u32, number: i32): void {
  const bucket = bucketOf(address);
  let place: usize = 0;
  while (place < 4 && load<i32>(bucket + 16 + 4 * place) !== none) place++;
  if (place === 4) place = address & 3;
  store<u32>(bucket + 4 * place, address);
  store<i32>(bucket + 16 + 4 * place, number);
}

/** The same of an address that is no number, which stands at this place of the text. */
export function keepAddressAt(place: u32, number: i32): void {
  keepLongAddress(textAt + place, number);
}

/** Writes the numbers of the manners of `[row, count)`, and returns the first row of which it is not known. */
export function numberManners(row: usize, count: usize): usize {
  for (let i = row; i < count; i++) {
    const place = mannerPlace(i);
    if (load<u32>(place) !== load<u32>(wordsAt + 4 * i) || load<u32>(place, 4) !== load<u8>(rolesAt + i))
      return i;
    store<u16>(mannerAt + 2 * i, load<u16>(place, 8));
  }
  return count;
}

/** Remembers the number of the manner that this row has, instead of another that had its place. */
export function keepManner(row: usize, number: u32): void {
  const place = mannerPlace(row);
  store<u32>(place, load<u32>(wordsAt + 4 * row));
  store<u32>(place, load<u8>(rolesAt + row), 4);
  store<u32>(place, number, 8);
}

function mannerPlace(row: usize): usize {
  const mixed = (load<u32>(wordsAt + 4 * row) ^ (load<u8>(rolesAt + row) * 0x9e3779b1)) * 0x85ebca6b;
  return mannersAt + mannerSize * (mixed >> (32 - mannerBits));
}

function numberOf(address: u32, place: usize): i32 {
  if (address === otherAddress) return longAddressNumber(textAt + load<u32>(place));
  const bucket = bucketOf(address);
  const found = i32x4.bitmask(i32x4.eq(v128.load(bucket), i32x4.splat(address)));
  // A free place may look like an address, but has no number.
  return found === 0 ? none : load<i32>(bucket + 16 + 4 * ctz(found));
}

function bucketOf(address: u32): usize {
  return addressesAt + bucketSize * (((address ^ (address >> 16)) * 0x85ebca6b) >> (32 - bucketBits));
}
