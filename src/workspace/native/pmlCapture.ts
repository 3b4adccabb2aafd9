import { eventHeadSize } from "../../formats/procmon/pml/eventHead.ts";
import type { PmlNames } from "../../formats/procmon/pml/pmlEvent.ts";
import {
  endOfPart,
  type PmlHeader,
  pmlHeaderSize,
  readPmlHeader,
} from "../../formats/procmon/pml/pmlHeader.ts";
import { PmlHosts } from "../../formats/procmon/pml/pmlHosts.ts";
import { offsetSize, PmlOffsets } from "../../formats/procmon/pml/pmlOffsets.ts";
import { PmlProcesses } from "../../formats/procmon/pml/pmlProcesses.ts";
import { PmlStrings } from "../../formats/procmon/pml/pmlStrings.ts";
import type { Fault } from "../reading/readingFault.ts";
import { partOf, type RandomBytes } from "./randomBytes.ts";

/** A native capture without its events: what stands around them, held in memory. */
export interface PmlCapture {
  readonly header: PmlHeader;
  readonly strings: PmlStrings;
  readonly processes: PmlProcesses;
  readonly names: PmlNames;
  readonly offsets: PmlOffsets;
  /** What of it could not be read, in sentences without their full stops. */
  readonly problems: readonly string[];
}

/** A table of more bytes is read up to there: that of a capture of hours has some megabytes. */
const largestTable = 256 << 20;

/** Reads all but the events; a fault where there is nothing to read. */
export async function readPmlCapture(bytes: RandomBytes): Promise<PmlCapture | Fault> {
  const header = readPmlHeader(await partOf(bytes, 0, pmlHeaderSize), bytes.size);
  if ("refused" in header) return { code: "EV028", sentence: header.refused };
  const table = (at: number) => partOf(bytes, at, Math.min(endOfPart(header, at), at + largestTable));
  const strings = new PmlStrings(await table(header.stringsAt));
  const processes = new PmlProcesses(await table(header.processesAt), strings, header.pointerSize);
  const hosts = new PmlHosts(await table(header.hostsAt));
  const offsets = await offsetsOf(bytes, header);
  const names: PmlNames = {
    host: (octets, from, length) => hosts.host(octets, from, length),
    port: (port, transport) => hosts.port(port, transport),
    processName: (index) => processes.of(index)?.name,
  };
  const problems = [
    ...(offsets.count < header.eventCount
      ? [`Its header tells of ${counted(header.eventCount)}, and its table has ${counted(offsets.count)}`]
      : []),
    ...(strings.isCut ? ["Its table of texts is damaged or cut"] : []),
    ...(processes.isCut ? ["Its table of processes is damaged or cut"] : []),
    ...(hosts.isCut ? ["Its tables of hosts and ports are damaged or cut"] : []),
  ];
  return { header, strings, processes, names, offsets, problems };
}

/** Of no more events than the file can have room for, whatever its header says. */
async function offsetsOf(bytes: RandomBytes, header: PmlHeader): Promise<PmlOffsets> {
  const { offsetsAt, eventCount } = header;
  const most = Math.min(eventCount, Math.floor(bytes.size / (eventHeadSize + offsetSize)));
  const end = Math.min(endOfPart(header, offsetsAt), offsetsAt + most * offsetSize);
  return new PmlOffsets(await partOf(bytes, offsetsAt, end), bytes.size);
}

function counted(events: number): string {
  return events === 1 ? "1 event" : `${events.toLocaleString("en-US")} events`;
}

/** What to say of a capture of which something could not be read. */
export function damageOf({ problems, offsets }: PmlCapture, damaged: number): Fault | undefined {
  const said = [...problems, ...(damaged === 0 ? [] : [lostWords(damaged, offsets.count)])];
  if (said.length === 0) return undefined;
  return { code: "EV028", sentence: `This native capture is damaged. ${said.join(". ")}` };
}

function lostWords(damaged: number, events: number): string {
  return `${counted(damaged)} of ${events.toLocaleString("en-US")} could not be read`;
}
