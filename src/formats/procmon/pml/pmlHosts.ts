import { wideTextOf } from "./wideTextOf.ts";

/** Names of hosts and of ports that the capture resolved. */
export class PmlHosts {
  /** By the four bytes of an address as one number. */
  readonly #v4 = new Map<number, string>();
  /** By the sixteen bytes, a character each. */
  readonly #v6 = new Map<string, string>();
  /** By port, twice, and one more for TCP. */
  readonly #ports = new Map<number, string>();
  /** Whether some of it could not be read. */
  readonly isCut: boolean;

  /** `bytes`: the part of the file that holds both tables. */
  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const portsAt = this.#readHosts(bytes, view);
    this.isCut = portsAt === undefined || this.#readPorts(bytes, view, portsAt) === undefined;
  }

  host(bytes: Uint8Array, from: number, length: 4 | 16): string | undefined {
    if (length === 4) return this.#v4.size === 0 ? undefined : this.#v4.get(number4(bytes, from));
    return this.#v6.size === 0 ? undefined : this.#v6.get(key16(bytes, from));
  }

  port(port: number, transport: "tcp" | "udp"): string | undefined {
    return this.#ports.get(port * 2 + (transport === "tcp" ? 1 : 0));
  }

  /** Where ports begin; undefined where the table is cut. */
  #readHosts(bytes: Uint8Array, view: DataView): number | undefined {
    return readEntries(view, 0, 16, (at, from, to) => {
      const name = wideTextOf(bytes, from, to);
      if (name === "") return;
      // A table does not say which of its addresses have only four bytes: these have zeros behind them.
      if (bytes.subarray(at + 4, at + 16).every((byte) => byte === 0)) this.#v4.set(number4(bytes, at), name);
      this.#v6.set(key16(bytes, at), name);
    });
  }

  #readPorts(bytes: Uint8Array, view: DataView, start: number): number | undefined {
    return readEntries(view, start, 4, (at, from, to) => {
      const isTcp = view.getUint16(at + 2, true) !== 0;
      const name = wideTextOf(bytes, from, to);
      if (name !== "") this.#ports.set(view.getUint16(at, true) * 2 + (isTcp ? 1 : 0), name);
    });
  }
}

/** A number of entries, each a key of so many bytes and a text behind its size; says where they end. */
function readEntries(
  view: DataView,
  start: number,
  keySize: number,
  take: (at: number, from: number, to: number) => void,
): number | undefined {
  if (view.byteLength < start + 4) return undefined;
  let at = start + 4;
  for (let left = view.getUint32(start, true); 0 < left; left--) {
    const from = at + keySize + 4;
    if (view.byteLength < from) return undefined;
    const to = from + view.getUint32(from - 4, true);
    if (view.byteLength < to) return undefined;
    take(at, from, to);
    at = to;
  }
  return at;
}

function number4(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)) + bytes[at + 3]! * 0x1000000;
}

function key16(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 16));
}
