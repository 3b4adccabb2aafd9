import {
  ascii,
  hasWordAt,
  indexOfByte,
  isBlank,
  isDigit,
  lastIndexOfByte,
  skipBlanks,
} from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";

/**
 * Names the process by its command, where no column does.
 *
 *     /usr/sbin/sshd -D        [kworker/0:1]      sshd: kim@pts/0      -bash
 *     └───────┬────┘            └────┬────┘       └┬─┘                  └┬─┘
 *         executable               name          name                  name
 *              └┬─┘
 *              name
 *
 * BusyBox puts the name in braces, where the command line does not say it: `{setup.sh} /bin/sh ./setup.sh`.
 */
export function nameOfCommand(row: Row): LineKind {
  if (!row.has(field.commandLine)) return "row";
  const { bytes } = row;
  const end = row.to[field.commandLine]!;
  const from = behindBranches(bytes, row.from[field.commandLine]!, end);
  if (from < end) row.set(field.commandLine, from, end);
  if (row.has(field.process)) return "row";
  const close = bytes[from] === ascii.leftBracket ? ascii.rightBracket : bytes[from] === brace ? braceEnd : 0;
  if (close !== 0) {
    const bracket = indexOfByte(bytes, close, from, end);
    if (from + 1 < bracket) row.set(field.process, from + 1, bracket);
    return "row";
  }
  const to = endOfProgram(bytes, from, end);
  if (bytes[from] === ascii.slash) row.set(field.executable, from, to);
  const slash = isKernelThread(bytes, from, to) ? -1 : lastIndexOfByte(bytes, ascii.slash, from, to);
  const first = from <= slash ? slash + 1 : bytes[from] === ascii.minus ? from + 1 : from;
  const last = bytes[to - 1] === ascii.colon ? to - 1 : to;
  if (first < last) row.set(field.process, first, last);
  return "row";
}

/**
 * Behind the drawing of a tree, as with `--forest` and BSD's `-d`:
 *
 *     |       \_ sshd: kim@pts/0        |-- /usr/sbin/cron -s
 *     └────┬───┘                        └─┬┘
 *
 * or behind what BusyBox prints of a status behind a blank: `S <  /tmp/agent`.
 */
function behindBranches(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  if ((bytes[at] === ascii.less || bytes[at] === upperN) && isBlank(bytes[at + 1]))
    return skipBlanks(bytes, at + 1, end);
  while (at < end && (isBlank(bytes[at]) || bytes[at] === bar)) at++;
  if (start < at && bytes[at] === ascii.minus) at--;
  const branch = branches.find((drawn) => hasWordAt(bytes, at, end, drawn));
  return branch === undefined ? start : skipBlanks(bytes, at + branch.length, end);
}

/** `migration/0`, `kworker/u8:1`: where only names are printed, threads of the kernel have no brackets. */
function isKernelThread(bytes: Uint8Array, from: number, to: number): boolean {
  const slash = indexOfByte(bytes, ascii.slash, from, to);
  if (slash <= from || bytes[from] === ascii.dot) return false;
  const number = bytes[slash + 1] === lowerU ? slash + 2 : slash + 1;
  return isDigit(bytes[number]) || hasWordAt(bytes, from, to, "jbd2/");
}

/** The first blank behind the program; programs of macOS have blanks in their paths, behind which no `-` stands. */
function endOfProgram(bytes: Uint8Array, from: number, end: number): number {
  const bundle = endOfBundle(bytes, from, end);
  let to = endOfBundleName(bytes, from, bundle, end);
  while (to < end && !isBlank(bytes[to])) to++;
  return to;
}

/** Behind the last `/` of a path that goes through `….app/`, else `from`. */
function endOfBundle(bytes: Uint8Array, from: number, end: number): number {
  let inBundle = false;
  let behind = from;
  for (let i = from; i < end; i++) {
    if (bytes[i] === ascii.slash) {
      inBundle ||= isBundle(bytes, from, i);
      if (inBundle) behind = i + 1;
    } else if (isBlank(bytes[i]) && beginsArgument(bytes[i + 1])) break;
  }
  return behind;
}

/** Most programs of a bundle have its name: `Sample Tool.app/Contents/MacOS/Sample Tool`. */
function endOfBundleName(bytes: Uint8Array, from: number, at: number, end: number): number {
  let dot = at;
  while (from < dot && !isBundle(bytes, from, dot + 4)) dot--;
  const name = Math.max(from, lastIndexOfByte(bytes, ascii.slash, from, dot) + 1);
  const length = dot - name;
  if (at === from || dot === from || end < at + length) return at;
  for (let i = 0; i < length; i++) if (bytes[at + i] !== bytes[name + i]) return at;
  return at + length;
}

function isBundle(bytes: Uint8Array, from: number, slash: number): boolean {
  const dot = slash - 4;
  return (
    from < dot &&
    bytes[from] === ascii.slash &&
    bytes[dot] === ascii.dot &&
    bytes[dot + 1] === ascii.lowerA &&
    bytes[dot + 2] === lowerP &&
    bytes[dot + 3] === lowerP
  );
}

const lowerP = 0x70;
const [lowerU, upperN] = [0x75, 0x4e];
const bar = 0x7c;
const branches = ["\\_ ", "|-- ", "`-- ", "- "];
const [brace, braceEnd] = [0x7b, 0x7d];

function beginsArgument(byte: number | undefined): boolean {
  return byte === ascii.minus || byte === ascii.slash;
}
