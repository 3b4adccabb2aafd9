import { EventHead } from "../../src/formats/procmon/pml/eventHead.ts";
import type { PmlEvent, PmlNames } from "../../src/formats/procmon/pml/pmlEvent.ts";
import { PmlHosts } from "../../src/formats/procmon/pml/pmlHosts.ts";

/** Columns of a row of Process Monitor's own export. */
export type ExportedRow = Readonly<Record<string, string>>;

const capturesAt = { bits: 0x8, events: 0x234, offsets: 0x248, hosts: 0x3a0 };

/** The events of a whole capture, one object filled again for each, and their names. */
export function capturedEvents(bytes: Uint8Array): {
  readonly events: Iterable<PmlEvent>;
  readonly names: PmlNames;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const offsets = Number(view.getBigUint64(capturesAt.offsets, true));
  const hosts = new PmlHosts(bytes.subarray(Number(view.getBigUint64(capturesAt.hosts, true))));
  const count = view.getUint32(capturesAt.events, true);
  function* events(): Generator<PmlEvent> {
    const head = new EventHead(view.getUint32(capturesAt.bits, true) === 1 ? 8 : 4);
    for (let i = 0; i < count; i++) {
      const at = view.getUint32(offsets + 5 * i, true);
      head.take(bytes, at);
      const extraAt = at + head.extraOffset;
      if (head.extraOffset > 0) head.attach(extraAt + 2, extraAt + 2 + view.getUint16(extraAt, true));
      yield head;
    }
  }
  const names: PmlNames = {
    host: (from, at, length) => hosts.host(from, at, length),
    port: (port, transport) => hosts.port(port, transport),
    processName: () => undefined,
  };
  return { events: events(), names };
}

/** Rows of an export: every field is quoted, and may hold ends of lines. */
export function* exportedRows(text: string): Generator<ExportedRow> {
  const rows = csvRows(text.startsWith("\ufeff") ? text.slice(1) : text);
  const columns = rows.next().value ?? [];
  for (const row of rows) yield Object.fromEntries(columns.map((name, i) => [name, row[i] ?? ""]));
}

function* csvRows(text: string): Generator<readonly string[], undefined> {
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = text.indexOf('"', at + 1);
    while (text[end + 1] === '"') end = text.indexOf('"', end + 2);
    row.push(text.slice(at + 1, end).replaceAll('""', '"'));
    at = end + 2;
    if (text[end + 1] === ",") continue;
    yield row;
    row = [];
    if (text[end + 1] === "\r") at++;
  }
}
