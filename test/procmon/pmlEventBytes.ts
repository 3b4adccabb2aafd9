import { BytesWriter } from "./bytesWriter.ts";
import type { DescribedEvent, NetworkEvent } from "./pmlDescription.ts";

export type PointerSize = 4 | 8;

interface EventParts {
  readonly event: Uint8Array;
  readonly extra?: Uint8Array | undefined;
}

interface Detail {
  readonly class: number;
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly extra?: Uint8Array | undefined;
}

/** One event without its extra detail, which is told apart. */
export function eventBytes(event: DescribedEvent, pointer: PointerSize): EventParts {
  const { process, tid = 0, time, duration = 0, result = 0, stack = [] } = event;
  const detail = detailOf(event, pointer);
  const bytes = new BytesWriter().u32(process).u32(tid).u32(detail.class).u16(detail.number).zeros(6);
  bytes.u64(duration).u64(fileTime(time)).u32(result).u16(stack.length).u16(0);
  bytes.u32(detail.bytes.length).u32(0);
  for (const address of stack) bytes.pointer(pointer, BigInt(address));
  return { event: bytes.raw(detail.bytes).bytes, extra: detail.extra };
}

/** Units of 100 ns since 1601 of `2031-07-02T09:01:07.2501234Z`. */
export function fileTime(time: string | undefined): bigint {
  if (time === undefined) return 0n;
  const [whole = "", fraction = ""] = time.replace("Z", "").split(".");
  const seconds = BigInt(Date.parse(`${whole}Z`) / 1000) + 11_644_473_600n;
  return seconds * 10_000_000n + BigInt(fraction.padEnd(7, "0"));
}

const networkNumbers: readonly string[] = [
  ...["Unknown", "Other", "Send", "Receive", "Accept", "Connect"],
  ...["Disconnect", "Reconnect", "Retransmit", "TCPCopy"],
];

const processNumbers = {
  "Process Create": 1,
  "Process Exit": 2,
  "Thread Create": 3,
  "Thread Exit": 4,
  "Load Image": 5,
  "Process Start": 7,
} as const;

const registryNumbers = {
  RegOpenKey: 0,
  RegCreateKey: 1,
  RegCloseKey: 2,
  RegSetValue: 4,
  RegDeleteKey: 9,
  RegDeleteValue: 10,
} as const;

function detailOf(event: DescribedEvent, pointer: PointerSize): Detail {
  switch (event.operation) {
    case "other":
      return { class: event.class, number: event.number, bytes: hex(event.detail), extra: some(event.extra) };
    case "file": {
      const { number, minor = 0, path, rest, extra } = event;
      const bytes = filePart(pointer, path, minor).raw(hex(rest)).bytes;
      return { class: 3, number, bytes, extra: some(extra) };
    }
    case "Process Create":
    case "Process Start":
    case "Process Exit":
    case "Thread Create":
    case "Thread Exit":
    case "Load Image":
      return { class: 1, number: processNumbers[event.operation], bytes: processDetail(event, pointer) };
    case "RegOpenKey":
    case "RegCreateKey":
    case "RegCloseKey":
    case "RegSetValue":
    case "RegDeleteKey":
    case "RegDeleteValue":
      return { class: 2, number: registryNumbers[event.operation], ...registryDetail(event) };
    case "CreateFile":
    case "ReadFile":
    case "WriteFile":
    case "CloseFile":
    case "SetDispositionInformationFile":
      return { class: 3, ...fileDetail(event, pointer) };
    default: {
      const number = networkNumbers.indexOf(event.operation.split(" ")[1]!);
      return { class: 5, number, bytes: networkDetail(event) };
    }
  }
}

type ProcessEvent = Extract<DescribedEvent, { readonly operation: keyof typeof processNumbers }>;
type RegistryEvent = Extract<DescribedEvent, { readonly operation: keyof typeof registryNumbers }>;
type FileEvent = Extract<
  DescribedEvent,
  {
    readonly operation:
      | "CreateFile"
      | "ReadFile"
      | "WriteFile"
      | "CloseFile"
      | "SetDispositionInformationFile";
  }
>;

function processDetail(event: ProcessEvent, pointer: PointerSize): Uint8Array {
  const bytes = new BytesWriter();
  switch (event.operation) {
    case "Process Create": {
      const { pid, path, commandLine = "" } = event;
      bytes.u32(0).u32(pid).zeros(0x24).u8(0).u8(0).u16(textInfo(path)).u16(textInfo(commandLine)).u16(0);
      return text(text(bytes, path), commandLine).bytes;
    }
    case "Process Start": {
      const { parentPid, commandLine = "", directory = "", environment = [] } = event;
      const block = environment.map((entry) => `${entry}\0`).join("");
      bytes.u32(parentPid).u16(textInfo(commandLine)).u16(textInfo(directory)).u32(block.length);
      return text(text(bytes, commandLine), directory).utf16(block).bytes;
    }
    case "Process Exit":
      return bytes
        .u32(event.status ?? 0)
        .u64(0)
        .u64(0)
        .u64(0)
        .u64(0)
        .u64(0)
        .u64(0).bytes;
    case "Thread Create":
      return bytes.u32(event.threadId).bytes;
    case "Thread Exit":
      return bytes.u32(0).u64(0).u64(0).bytes;
    case "Load Image":
      bytes.pointer(pointer, BigInt(event.base)).u32(event.size).u16(textInfo(event.path)).u16(0);
      return text(bytes, event.path).bytes;
  }
}

function registryDetail(event: RegistryEvent): Pick<Detail, "bytes" | "extra"> {
  const bytes = new BytesWriter().u16(textInfo(event.path));
  switch (event.operation) {
    case "RegOpenKey":
    case "RegCreateKey": {
      const { access = 0x20019, disposition } = event;
      const extra = disposition === undefined ? undefined : new BytesWriter().u32(0).u32(disposition).bytes;
      return { bytes: text(bytes.u16(0).u32(access), event.path).bytes, extra };
    }
    case "RegSetValue": {
      const { type, data } = event;
      const value =
        typeof data === "number" ? new BytesWriter().u32(data) : new BytesWriter().utf16(data).u16(0);
      bytes.u16(0).u32(type).u32(value.length).u32(value.length);
      return { bytes: text(bytes, event.path).raw(value.bytes).bytes };
    }
    default:
      return { bytes: text(bytes, event.path).bytes };
  }
}

function fileDetail(event: FileEvent, pointer: PointerSize): Pick<Detail, "number" | "bytes" | "extra"> {
  const { path } = event;
  switch (event.operation) {
    case "CreateFile": {
      const { access = 0x120089, disposition = 1, options = 0x20, attributes = 0, share = 7 } = event;
      const block = new BytesWriter().zeros(pointer === 8 ? 0x14 : 0x10);
      block.u32(((disposition << 24) | options) >>> 0).zeros(pointer - 4);
      block
        .u16(attributes)
        .u16(share)
        .zeros(4 + 2 * pointer)
        .u32(event.allocation ?? 0);
      const bytes = filePart(pointer, path, 0, block).u32(access).zeros(4).bytes;
      const { openResult } = event;
      return {
        ...{ number: 20, bytes },
        extra: openResult === undefined ? undefined : new BytesWriter().u32(openResult).bytes,
      };
    }
    case "ReadFile":
    case "WriteFile": {
      const block = new BytesWriter()
        .zeros(12)
        .u32(event.length ?? 0)
        .zeros(pointer - 4);
      block.zeros(pointer).u64(event.offset ?? 0);
      const number = event.operation === "ReadFile" ? 23 : 24;
      return { number, bytes: filePart(pointer, path, 0, block).bytes };
    }
    case "CloseFile":
      return { number: 38, bytes: filePart(pointer, path, 0).bytes };
    case "SetDispositionInformationFile": {
      const bytes = filePart(pointer, path, 0xd)
        .u8(event.delete ? 1 : 0)
        .zeros(3).bytes;
      return { number: 26, bytes };
    }
  }
}

/** What details of all operations on files begin with. */
function filePart(
  pointer: PointerSize,
  path: string,
  minor: number,
  block: BytesWriter = new BytesWriter(),
): BytesWriter {
  const bytes = new BytesWriter().u8(minor).zeros(3).raw(block.bytes);
  bytes.zeros(pointer * 5 + 0x14 - block.length);
  return text(bytes.u16(textInfo(path)).u16(0), path);
}

function networkDetail({ operation, from, to, length = 0, more = {} }: NetworkEvent): Uint8Array {
  const [source, destination] = [endOf(from), endOf(to)];
  const flags =
    (source.address.length === 4 ? 1 : 0) |
    (destination.address.length === 4 ? 2 : 0) |
    (operation.startsWith("TCP") ? 4 : 0);
  const bytes = new BytesWriter().u16(flags).u16(0).u32(length);
  for (const { address } of [source, destination]) bytes.raw(address).zeros(16 - address.length);
  bytes.u16(source.port).u16(destination.port);
  for (const [name, value] of Object.entries(more)) bytes.utf16(name).u16(0).utf16(value).u16(0);
  return bytes.u16(0).bytes;
}

function endOf(end: string): { readonly address: Uint8Array; readonly port: number } {
  const colon = end.lastIndexOf(":");
  const address = end.slice(0, colon).replace("[", "").replace("]", "");
  return { address: addressBytes(address), port: Number(end.slice(colon + 1)) };
}

/** The 4 or 16 bytes of an address. */
export function addressBytes(address: string): Uint8Array {
  if (!address.includes(":")) return Uint8Array.from(address.split("."), Number);
  const [head = "", tail] = address.split("::");
  const words = (part: string | undefined) => (part ? part.split(":") : []);
  const [front, back] = [words(head), words(tail)];
  const all = [...front, ...Array<string>(8 - front.length - back.length).fill("0"), ...back];
  return Uint8Array.from(
    all.flatMap((word) => [Number.parseInt(word, 16) >> 8, Number.parseInt(word, 16) & 0xff]),
  );
}

const asciiText = 0x8000;

function isAscii(value: string): boolean {
  return Array.from(value).every((character) => character < "\x80");
}

/** Characters, and whether each takes one byte. */
function textInfo(value: string): number {
  return isAscii(value) ? asciiText | value.length : value.length;
}

function text(bytes: BytesWriter, value: string): BytesWriter {
  return isAscii(value) ? bytes.raw(new TextEncoder().encode(value)) : bytes.utf16(value);
}

function hex(digits = ""): Uint8Array {
  return Uint8Array.from(digits.match(/[\da-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
}

function some(digits: string | undefined): Uint8Array | undefined {
  return digits === undefined ? undefined : hex(digits);
}
