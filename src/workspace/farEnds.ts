import { addressScope, isOutside } from "../core/address.ts";
import type { Direction } from "../core/direction.ts";
import { absent, type Columns } from "./columns.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** The far end of a row, by numbers of its capture's columns. */
export interface FarEnd {
  readonly address: number;
  /** Of the far end for outbound, of our end for inbound rows; -1 where the protocol has none. */
  readonly port: number;
  readonly near: number;
  readonly direction: Extract<Direction, "inbound" | "outbound">;
  readonly assumed: boolean;
}

/**
 * Says which end of a row is the far one. A firewall that prints the direction is believed; a socket table
 * does not say who called whom, so a connection to a port on which the same table has a listener is taken
 * to be inbound; else the end outside the organization is the far one.
 */
export function farEndReader(capture: ScannedCapture): (row: number) => FarEnd | undefined {
  const { columns } = capture;
  const listening = capture.family === "netstat" ? listeningPorts(columns) : undefined;
  const outsideById = new Map<number, boolean>();
  const outside = (id: number) => {
    let known = outsideById.get(id);
    if (known === undefined) {
      known = isOutside(addressScope(columns.names.text(id)));
      outsideById.set(id, known);
    }
    return known;
  };
  return (row) => {
    const source = columns.source[row]!;
    const destination = columns.destination[row]!;
    if (destination === absent || source === absent) return undefined;
    if (listening && isUnspecified(columns, destination)) return undefined;
    const said = columns.mannerOf(row).direction;
    const assumed = said !== "inbound" && said !== "outbound";
    const calledUs = listening
      ? listening.has(columns.sourcePort[row]!)
      : outside(source) && !outside(destination);
    const inbound = assumed ? calledUs : said === "inbound";
    // A socket table prints our end first, whoever called.
    const ourEndFirst = listening !== undefined;
    const far = inbound && !ourEndFirst ? source : destination;
    const port = inbound && ourEndFirst ? columns.sourcePort[row]! : columns.destinationPort[row]!;
    return {
      address: far,
      port,
      near: far === source ? destination : source,
      direction: inbound ? "inbound" : "outbound",
      assumed,
    };
  };
}

function listeningPorts(columns: Columns): ReadonlySet<number> {
  const ports = new Set<number>();
  for (let row = 0; row < columns.count; row++) {
    const { transport } = columns.mannerOf(row);
    const destination = columns.destination[row]!;
    if (transport === "tcp" && (destination === absent || isUnspecified(columns, destination)))
      ports.add(columns.sourcePort[row]!);
  }
  return ports;
}

const unspecified: ReadonlySet<string> = new Set(["0.0.0.0", "::", "*", "[::]"]);

function isUnspecified(columns: Columns, id: number): boolean {
  return unspecified.has(columns.names.text(id));
}
