import { isUpper } from "../../../core/ascii.ts";
import { type FieldIndex, field } from "../../../core/field.ts";
import { textOf } from "../../../core/lineBytes.ts";
import { WordTable } from "../../cells/wordTable.ts";
import { columnUse } from "../csv/csvColumns.ts";

/** What an element is a part of. */
export type XmlSection = "none" | "process" | "module" | "event" | "frame";

/** Elements that hold others. */
const structures = [
  "procmon",
  "processlist",
  "process",
  "modulelist",
  "module",
  "eventlist",
  "event",
  "stack",
  "frame",
];

const structureTable = new WordTable<string>();
for (const name of structures) structureTable.add(name, name);

/** The element that holds others whose name fills `[from, to)`; undefined for any other. */
export function structureAt(bytes: Uint8Array, from: number, to: number): string | undefined {
  // Windows' own `<Event>` is another one.
  return isUpper(bytes[from]) ? undefined : structureTable.find(bytes, from, to);
}

/** What the text of an element is; "passed over" for what no row has. */
export type XmlUse =
  | FieldIndex
  | "clock"
  | "date"
  | "index"
  | "created"
  | "finished"
  | "path"
  | "company"
  | "version"
  | "description"
  | "address"
  | "location"
  | "passed over";

type Uses = Readonly<Record<string, XmlUse>>;

const processUses: Uses = {
  processindex: "index",
  processid: field.pid,
  parentprocessid: field.parentPid,
  processname: field.process,
  imagepath: field.executable,
  commandline: field.commandLine,
  owner: field.user,
  integrity: field.integrity,
  companyname: field.company,
  version: field.version,
  description: field.description,
  sessionid: field.sessionNumber,
  createtime: "created",
  finishtime: "finished",
};

const moduleUses: Uses = {
  path: "path",
  company: "company",
  version: "version",
  description: "description",
};

const frameUses: Uses = { address: "address", path: "path", location: "location" };

const tables: Readonly<Record<"process" | "module" | "frame", WordTable<XmlUse>>> = {
  process: tableOf(processUses),
  module: tableOf(moduleUses),
  frame: tableOf(frameUses),
};

function tableOf(uses: Uses): WordTable<XmlUse> {
  const table = new WordTable<XmlUse>();
  for (const [name, use] of Object.entries(uses)) table.add(name, use);
  return table;
}

/** Columns have names of their own in XML; few captures have more than Process Monitor. */
const mostNames = 100;

/** What elements are by their names, section by section. */
export class XmlElements {
  readonly #events = new WordTable<XmlUse>();
  #names = 0;

  useOf(section: XmlSection, bytes: Uint8Array, from: number, to: number): XmlUse {
    if (section === "event") return this.#eventUse(bytes, from, to);
    return section === "none" ? "passed over" : (tables[section].find(bytes, from, to) ?? "passed over");
  }

  #eventUse(bytes: Uint8Array, from: number, to: number): XmlUse {
    const known = this.#events.find(bytes, from, to);
    if (known !== undefined) return known;
    const name = textOf(bytes, from, to);
    const use = name === "ProcessIndex" ? "index" : (columnUse(columnName(name)) ?? "passed over");
    if (this.#names++ < mostNames && /^[\x21-\x7e]{1,24}$/.test(name))
      this.#events.add(name.toLowerCase(), use);
    return use;
  }
}

/** `Time_of_Day` is `Time of Day`, and `Date_x0020__x0026__x0020_Time` is `Date & Time`. */
function columnName(name: string): string {
  return name.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex as string, 16)),
  );
}
