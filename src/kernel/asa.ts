import {
  address,
  behindBareEnd,
  behindConnection,
  behindDigits,
  behindEnd,
  behindInterface,
  behindName,
  behindNamedEnd,
  behindRange,
  behindTags,
  behindTo,
  behindTranslated,
  lineFeedAt,
  port,
} from "./asaWords";
import { endBlock, putSyslogRow } from "./block";
import {
  capacity,
  destinationAt,
  destinationPortAt,
  rolesAt,
  sourceAt,
  sourcePortAt,
  wordsAt,
} from "./memory";
import { findLineFeed } from "./netfilterWords";
import { findHead, messageAt } from "./syslogHead";

// What rows agree in, as `asaPlainMessage.ts` has it.
const outbound: u32 = 1;
const inbound: u32 = 2;
const ended: u32 = 3;
const deniedInbound: u32 = 13;
const upperT: u32 = 0x54;
const upperU: u32 = 0x55;

/**
 * Adds the plain rows of `[start, end)` to the block of which `row` rows are there, and returns where the first
 * line starts that is none, or for which there is no room. Plain is what `AsaPlainMessage` of src/formats/cisco takes
 * for plain; what is rare among that is left to it. Of the heads only those of one kind count.
 *
 *     <166>Jul 02 2031 09:01:07 fw01 : %ASA-6-302013: Built outbound TCP connection 4711 for …
 *     └ head                           └ message      └ text
 */
export function readAsaRows(start: usize, end: usize, row: usize, heads: u32, kind: u32): usize {
  let i = row;
  let at = start;
  while (i < capacity) {
    if (!findHead(at, heads, kind)) break;
    const lineFeed = readMessage(messageAt, i);
    if (lineFeed === 0 || lineFeed >= end) break;
    const next = putSyslogRow(i, at, lineFeed);
    if (next === 0) break;
    at = next;
    i++;
  }
  endBlock(i);
  return at;
}

/** Reads the message into the row, and returns where its line ends; 0 where it is not plain. */
function readMessage(at: usize, row: usize): usize {
  const level = <u32>load<u8>(at, 5) - 0x30;
  if (load<u32>(at) !== 0x41534125 || load<u8>(at, 4) !== 0x2d) return 0; // %ASA-
  if (level > 9 || load<u8>(at, 6) !== 0x2d) return 0;
  const code = load<u64>(at, 7);
  const text = at + 15;
  if (code === 0x203a333130323033) return readBuilt(text, row, upperT); // 302013:
  if (code === 0x203a353130323033) return readBuilt(text, row, upperU); // 302015:
  if (code === 0x203a343130323033) return readTeardown(text, row, upperT); // 302014:
  if (code === 0x203a363130323033) return readTeardown(text, row, upperU); // 302016:
  if (code === 0x203a333230363031) return readDenied(text, row); // 106023:
  return code === 0x203a313030363031 ? readInbound(text, row) : 0; // 106001:
}

function readBuilt(text: usize, row: usize, letter: u32): usize {
  if (load<u32>(text) !== 0x6c697542 || load<u16>(text, 4) !== 0x2074) return 0; // Built
  const word = load<u64>(text, 6);
  const isOutbound = word === 0x646e756f6274756f && load<u8>(text, 14) === 0x20;
  if (!isOutbound && word !== 0x20646e756f626e69) return 0; // inbound
  let at = behindNamedEnd(behindConnection(text + (isOutbound ? 15 : 14), letter));
  const first = address;
  const firstPort = port;
  at = behindTo(behindTranslated(at));
  at = behindTranslated(behindNamedEnd(at));
  if (at === 0) return 0;
  if (isOutbound) putEnds(row, address, port, first, firstPort);
  else putEnds(row, first, firstPort, address, port);
  putWords(row, letter, isOutbound ? outbound : inbound);
  return lineFeedAt(at);
}

function readTeardown(text: usize, row: usize, letter: u32): usize {
  if (load<u64>(text) !== 0x6e776f6472616554 || load<u8>(text, 8) !== 0x20) return 0; // Teardown
  let at = behindNamedEnd(behindConnection(text + 9, letter));
  const first = address;
  const firstPort = port;
  at = behindNamedEnd(behindTo(at));
  if (at === 0 || load<u64>(at) !== 0x6f69746172756420 || load<u16>(at, 8) !== 0x206e) return 0; // duration
  at = behindRange(at + 10, 0x30, 0x3a);
  if (at === 0 || load<u32>(at) !== 0x74796220 || (load<u32>(at, 4) & 0x00ffffff) !== 0x207365) return 0; // bytes
  at = behindDigits(at + 7);
  if (at === 0) return 0;
  const behind = load<u8>(at);
  if (behind !== 0x20 && behind !== 0x0a && behind !== 0x0d) return 0;
  putEnds(row, first, firstPort, address, port);
  putWords(row, letter, ended);
  // Whatever stands behind the bytes is the reason.
  return findLineFeed(at);
}

function readDenied(text: usize, row: usize): usize {
  if (load<u32>(text) !== 0x796e6544 || load<u8>(text, 4) !== 0x20) return 0; // Deny
  const protocol = load<u32>(text, 5);
  const isIcmp = protocol === 0x706d6369 && load<u8>(text, 9) === 0x20;
  if (!isIcmp && protocol !== 0x20706374 && protocol !== 0x20706475) return 0; // tcp, udp
  let at = text + (isIcmp ? 10 : 9);
  if (load<u32>(at) !== 0x20637273) return 0; // src
  const source = at + 4;
  at = behindDeniedEnd(source, isIcmp);
  const first = address;
  const firstPort = port;
  if (at === 0 || load<u32>(at) !== 0x74736420 || load<u8>(at, 4) !== 0x20) return 0; // dst
  const destination = at + 5;
  at = behindDeniedEnd(destination, isIcmp);
  if (isIcmp) at = behindTypeAndCode(at);
  if (at === 0 || load<u64>(at) !== 0x6563636120796220) return 0; // by acce
  if (load<u64>(at, 8) !== 0x70756f72672d7373 || load<u16>(at, 16) !== 0x2220) return 0; // ss-group "
  at = behindName(at + 18);
  if (at === 0 || load<u8>(at) !== 0x22) return 0;
  at++;
  if (load<u32>(at) === 0x78305b20) {
    // [0x
    at = behindTags(at + 4);
    if (at === 0 || load<u8>(at) !== 0x5d) return 0;
    at++;
  }
  putEnds(row, first, firstPort, address, port);
  putWords(row, protocol & 0xff, rolesOf(source, destination));
  return lineFeedAt(at);
}

function behindDeniedEnd(at: usize, isIcmp: bool): usize {
  const name = behindInterface(at);
  return isIcmp ? behindBareEnd(name) : behindEnd(name);
}

/** ` (type 8, code 0)` */
function behindTypeAndCode(at: usize): usize {
  if (at === 0 || load<u32>(at) !== 0x79742820 || (load<u32>(at, 4) & 0x00ffffff) !== 0x206570) return 0;
  const type = behindDigits(at + 7);
  if (type === 0 || load<u32>(type) !== 0x6f63202c || (load<u32>(type, 4) & 0x00ffffff) !== 0x206564)
    return 0;
  const code = behindDigits(type + 7);
  return code !== 0 && load<u8>(code) === 0x29 ? code + 1 : 0;
}

/** Directions that the interfaces' usual names tell: 4 neither, 5 inbound, 6 outbound. */
function rolesOf(source: usize, destination: usize): u32 {
  if (isOutside(source) && isInside(destination)) return 5;
  return isInside(source) && isOutside(destination) ? 6 : 4;
}

function isOutside(at: usize): bool {
  return (load<u64>(at) | 0x2020202020202020) === 0x3a6564697374756f;
}

function isInside(at: usize): bool {
  return ((load<u64>(at) | 0x2020202020202020) & 0x00ffffffffffffff) === 0x3a656469736e69;
}

function readInbound(text: usize, row: usize): usize {
  const isDenied =
    load<u64>(text) === 0x20646e756f626e49 && // Inbound
    load<u64>(text, 8) === 0x6e6e6f6320504354 && // TCP conn
    load<u64>(text, 16) === 0x64206e6f69746365 && // ection d
    load<u64>(text, 24) === 0x7266206465696e65 && // enied fr
    (load<u32>(text, 32) & 0x00ffffff) === 0x206d6f; // om
  let at = isDenied ? behindEnd(text + 35) : 0;
  const first = address;
  const firstPort = port;
  at = behindEnd(behindTo(at));
  if (at === 0 || load<u32>(at) !== 0x616c6620 || (load<u32>(at, 4) & 0x00ffffff) !== 0x207367) return 0; // flags
  at += 7;
  // Flags are words in capitals.
  for (let most = at + 64; at < most; at++) {
    const byte = <u32>load<u8>(at);
    if (byte !== 0x20 && byte - 0x41 > 25) break;
  }
  if (load<u8>(at - 1) !== 0x20 || load<u64>(at) !== 0x7265746e69206e6f) return 0; // on inter
  if (load<u32>(at, 8) !== 0x65636166 || load<u8>(at, 12) !== 0x20) return 0; // face
  putEnds(row, first, firstPort, address, port);
  putWords(row, upperT, deniedInbound);
  return lineFeedAt(behindName(at + 13));
}

function putEnds(row: usize, source: u32, sourcePort: i32, destination: u32, destinationPort: i32): void {
  store<u32>(sourceAt + 4 * row, source);
  store<i32>(sourcePortAt + 4 * row, sourcePort);
  store<u32>(destinationAt + 4 * row, destination);
  store<i32>(destinationPortAt + 4 * row, destinationPort);
}

function putWords(row: usize, words: u32, roles: u32): void {
  store<u32>(wordsAt + 4 * row, words);
  store<u8>(rolesAt + row, <u8>roles);
}
