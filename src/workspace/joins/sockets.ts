import { canonicalAddress, parseAddress, refangedAddress } from "../../core/address.ts";
import { absent, type Columns } from "../captures/columns.ts";
import { listens } from "../captures/listens.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaseHost } from "./hosts.ts";

/** One row of a socket table, as far as joins need it. */
export interface Socket {
  readonly capture: ScannedCapture;
  readonly host: CaseHost;
  readonly row: number;
  readonly line: number;
  readonly transport: string | undefined;
  /** Canonical; undefined for a socket that is bound to all addresses, or shows only its host's name. */
  readonly address: string | undefined;
  /** The addresses that a socket bound to all of them hears. */
  readonly hears: "ipv4" | "ipv6" | "both";
  readonly port: number;
  readonly foreign: string | undefined;
  readonly foreignPort: number | undefined;
  readonly listens: boolean;
  readonly pid: number | undefined;
  readonly process: string | undefined;
}

const wildcards: ReadonlySet<string> = new Set(["0.0.0.0", "::", "*"]);

/** The rows of a socket table that have a local port. */
export function socketsOf(capture: ScannedCapture, host: CaseHost): readonly Socket[] {
  if (capture.family !== "netstat") return [];
  const { columns } = capture;
  const sockets: Socket[] = [];
  const hearing = hearingOf(columns);
  for (let row = 0; row < columns.count; row++) {
    const port = columns.sourcePort[row]!;
    if (port === absent) continue;
    const manner = columns.mannerOf(row);
    const foreign = concrete(columns.text(columns.destination[row]!));
    sockets.push({
      capture,
      host,
      row,
      line: columns.line[row]!,
      transport: manner.transport,
      address: ownAddress(columns.text(columns.source[row]!)),
      port,
      hears: hearing(row),
      foreign,
      foreignPort: foreign === undefined ? undefined : optional(columns.destinationPort[row]!),
      listens: listens(manner, foreign !== undefined),
      pid: optional(columns.pid[row]!),
      process: columns.text(columns.process[row]!),
    });
  }
  return sockets;
}

/** A host prints its own name for an address of its own, but not for which. */
function ownAddress(text: string | undefined): string | undefined {
  return text !== undefined && parseAddress(refangedAddress(text)) ? concrete(text) : undefined;
}

/** `[::]:5353` hears IPv4 too, unless `0.0.0.0:5353` stands beside it. */
function hearingOf(columns: Columns): (row: number) => Socket["hears"] {
  const key = (row: number) => `${columns.mannerOf(row).transport} ${columns.sourcePort[row]}`;
  const localOf = (row: number) => canonicalAddress(columns.text(columns.source[row]!) ?? "");
  const ipv4 = new Set<string>();
  for (let row = 0; row < columns.count; row++) if (localOf(row) === "0.0.0.0") ipv4.add(key(row));
  return (row) => {
    const local = localOf(row);
    if (local === "0.0.0.0") return "ipv4";
    return local === "::" && ipv4.has(key(row)) ? "ipv6" : "both";
  };
}

function concrete(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const canonical = canonicalAddress(text);
  return wildcards.has(canonical) ? undefined : canonical;
}

function optional(value: number): number | undefined {
  return value === absent ? undefined : value;
}
