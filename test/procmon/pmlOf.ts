import { BytesWriter } from "./bytesWriter.ts";
import type { DescribedModule, DescribedProcess, PmlDescription } from "./pmlDescription.ts";
import { addressBytes, eventBytes, fileTime, type PointerSize } from "./pmlEventBytes.ts";

const headerSize = 0x3a8;

/** The bytes of a capture: see https://github.com/eronnen/procmon-parser/blob/master/docs/PML%20Format.md */
export function pmlBytes(description: PmlDescription): Uint8Array<ArrayBuffer> {
  const pointer: PointerSize = description.bits === 32 ? 4 : 8;
  const strings = new Strings();
  strings.numberOf("");
  const file = new BytesWriter().zeros(headerSize);
  const offsets = writeEvents(file, description, pointer);
  const offsetsAt = file.length;
  for (const offset of offsets) file.u32(offset).u8(0);
  const processesAt = file.length;
  file.raw(processTable(description.processes, pointer, strings));
  const stringsAt = file.length;
  file.raw(strings.bytes);
  const iconsAt = file.length;
  file.u32(0);
  const hostsAt = file.length;
  file.raw(hostTables(description));
  const whole = file.bytes;
  whole.set(headerBytes(description, { offsetsAt, processesAt, stringsAt, iconsAt, hostsAt }));
  return whole;
}

/** Offsets of the events, in the order of the capture. */
function writeEvents(
  file: BytesWriter,
  { events, order, extras }: PmlDescription,
  pointer: PointerSize,
): readonly number[] {
  const offsets: number[] = [];
  const apart: { readonly event: number; readonly extra: Uint8Array }[] = [];
  const numbers = events.map((_, i) => i);
  for (const i of order === "reversed" ? numbers.reverse() : numbers) {
    const { event, extra } = eventBytes(events[i]!, pointer);
    const at = file.length;
    offsets[i] = at;
    file.raw(event);
    if (!extra) continue;
    if (extras === "apart") apart.push({ event: at, extra });
    else writeExtra(file, at, extra);
  }
  for (const { event, extra } of apart) writeExtra(file, event, extra);
  return offsets;
}

function writeExtra(file: BytesWriter, event: number, extra: Uint8Array): void {
  file.setU32(event + 0x30, file.length - event);
  file.u16(extra.length).raw(extra);
}

interface Places {
  readonly offsetsAt: number;
  readonly processesAt: number;
  readonly stringsAt: number;
  readonly iconsAt: number;
  readonly hostsAt: number;
}

function headerBytes(description: PmlDescription, places: Places): Uint8Array {
  const { bits = 64, version = 9, computer = "WS-MONITORED", events } = description;
  const header = new BytesWriter();
  header
    .raw(new TextEncoder().encode("PML_"))
    .u32(version)
    .u32(bits === 64 ? 1 : 0);
  header.utf16(computer.slice(0, 15)).zeros(0x2c - header.length);
  header.utf16("C:\\Windows").zeros(0x234 - header.length);
  header.u32(events.length).u64(0).u64(headerSize);
  const { offsetsAt, processesAt, stringsAt, iconsAt, hostsAt } = places;
  header.u64(offsetsAt).u64(processesAt).u64(stringsAt).u64(iconsAt);
  header.u64(bits === 64 ? 0x7ffffffeffffn : 0x7ffeffff);
  header
    .u32(0x11c)
    .u32(10)
    .u32(0)
    .u32(19045)
    .u32(2)
    .zeros(0x38c - header.length);
  return header
    .u32(4)
    .u64(8 * 2 ** 30)
    .u64(headerSize)
    .u64(hostsAt).bytes;
}

/** Texts by number; each stands in the table once. */
class Strings {
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  get bytes(): Uint8Array {
    const texts = [...this.#numbers.keys()];
    const [table, all] = [new BytesWriter().u32(texts.length), new BytesWriter()];
    for (const text of texts) {
      table.u32(4 + 4 * texts.length + all.length);
      all
        .u32(2 * text.length + 2)
        .utf16(text)
        .u16(0);
    }
    return table.raw(all.bytes).bytes;
  }
}

function processTable(
  processes: readonly DescribedProcess[],
  pointer: PointerSize,
  strings: Strings,
): Uint8Array {
  const table = new BytesWriter().u32(processes.length);
  processes.forEach(({ index }, i) => {
    table.u32(index ?? i);
  });
  const all = new BytesWriter();
  processes.forEach((process, i) => {
    table.u32(4 + 8 * processes.length + all.length);
    all.raw(processBytes(process, process.index ?? i, pointer, strings));
  });
  return table.raw(all.bytes).bytes;
}

function processBytes(
  process: DescribedProcess,
  index: number,
  pointer: PointerSize,
  strings: Strings,
): Uint8Array {
  const { pid, parentPid = 0, parentIndex = 0, authenticationId = "0x3e7", session = 0 } = process;
  const { modules = [], bits = pointer * 8 } = process;
  const bytes = new BytesWriter().u32(index).u32(pid).u32(parentPid).u32(parentIndex);
  bytes.u64(BigInt(authenticationId)).u32(session).u32(0);
  bytes.u64(fileTime(process.started)).u64(fileTime(process.ended));
  bytes.u32(process.virtualized ? 1 : 0).u32(bits === 64 ? 1 : 0);
  const { integrity, user, name, path, commandLine, company, version, description } = process;
  for (const text of [integrity, user, name, path, commandLine, company, version, description])
    bytes.u32(strings.numberOf(text ?? ""));
  bytes.u32(0).u32(0).pointer(pointer, 0).u32(modules.length);
  for (const module of modules) bytes.raw(moduleBytes(module, pointer, strings));
  return bytes.bytes;
}

function moduleBytes(module: DescribedModule, pointer: PointerSize, strings: Strings): Uint8Array {
  const { base, size, path, version, company, description } = module;
  const bytes = new BytesWriter().pointer(pointer, 0).pointer(pointer, BigInt(base)).u32(size);
  for (const text of [path, version, company, description]) bytes.u32(strings.numberOf(text ?? ""));
  return bytes.u32(0).zeros(24).bytes;
}

function hostTables({ hosts = [], ports = [] }: PmlDescription): Uint8Array {
  const bytes = new BytesWriter().u32(hosts.length);
  for (const { address, name } of hosts) {
    const octets = addressBytes(address);
    bytes
      .raw(octets)
      .zeros(16 - octets.length)
      .u32(2 * name.length + 2)
      .utf16(name)
      .u16(0);
  }
  bytes.u32(ports.length);
  for (const { port, transport, name } of ports)
    bytes
      .u16(port)
      .u16(transport === "tcp" ? 1 : 0)
      .u32(2 * name.length + 2)
      .utf16(name)
      .u16(0);
  return bytes.bytes;
}
