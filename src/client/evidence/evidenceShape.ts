import { families } from "../../core/format.ts";

const mostLines = 20_000;
const mostOfLine = 400;

/**
 * Whether a text may hold evidence: worth starting the server for, or worth asking it what a paste is.
 * Rough on purpose, since the server decides; a note about something else is to cost nothing.
 */
export function mayHoldEvidence(text: string): boolean {
  let start = 0;
  for (let count = 0; count < mostLines && start < text.length; count++) {
    const end = endOfLine(text, start);
    const line = withoutQuotes(text.slice(start, Math.min(end, start + mostOfLine)));
    if (shapes.some((isShape) => isShape(line))) return true;
    start = end + 1;
  }
  return false;
}

const shapes: readonly ((line: string) => boolean)[] = [
  isFenceOfOurs,
  isSocketRow,
  isFirewallRow,
  isKernelRow,
  isProcessRow,
  isMonitor,
  isRowOfAddresses,
  isHash,
];

function isFenceOfOurs(line: string): boolean {
  const word = /^(?:```+|~~~+)\s*([a-z][\w.-]*)/i.exec(line)?.[1]?.toLowerCase();
  // Ids of formats are `vendor.product`, and a user may have defined any.
  return word !== undefined && ((families as readonly string[]).includes(word) || word.includes("."));
}

/** `TCP  10.0.0.5:49731  203.0.113.7:443 …`, and the rows of Unix. */
function isSocketRow(line: string): boolean {
  const isRow = /^(?:tcp|udp)[46]{0,2}\s|^(?:ESTAB|LISTEN|UNCONN|[A-Z]+-WAIT)\b/i.test(line);
  const isListed = /\s(?:(?:tcp|udp)[46]{1,2}|IPv[46])\s/.test(line);
  return (isRow || isListed) && /[:.](?:\d+|\*)(?:\s|->|$)/.test(line);
}

/** Windows Firewall: its header, or a row. */
function isFirewallRow(line: string): boolean {
  if (line.startsWith("#Fields:")) return true;
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:ALLOW|DROP|INFO)/.test(line);
}

function isKernelRow(line: string): boolean {
  return line.includes("SRC=") && line.includes("DST=");
}

/** `explorer.exe   1432 Console …`, and as CSV. */
function isProcessRow(line: string): boolean {
  return /\.exe"?(?:\s|,")\s{0,60}\d/i.test(line);
}

/** Process Monitor's CSV by its header, and its XML. */
function isMonitor(line: string): boolean {
  return (
    /(?:Time of Day|Process Name)"?,/.test(line) ||
    /<(?:procmon|eventlist|ProcessIndex|Operation)>/.test(line)
  );
}

/** Two addresses, or one and a time of day: so are the rows of firewalls, routers and flows. */
function isRowOfAddresses(line: string): boolean {
  const addresses =
    line.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[\da-f]{1,4}(?::[\da-f]{0,4}){3,7}/gi)?.length ?? 0;
  return 1 < addresses || (addresses === 1 && /\b\d\d:\d\d:\d\d\b|\b1\d{9}\b/.test(line));
}

/** As `sha256sum`, `certutil` and PowerShell print them. */
function isHash(line: string): boolean {
  return /\b(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})\b/i.test(line);
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

function withoutQuotes(line: string): string {
  let at = 0;
  while (at < line.length && (line[at] === ">" || line[at] === " " || line[at] === "\t")) at++;
  return line.slice(at).trimEnd();
}
