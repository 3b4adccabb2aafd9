import type { EventColumn, FilterRule } from "../../../core/eventFilter.ts";
import { joinedBytes, wordAt, wordBytes } from "./byteParts.ts";
import { columnMap, columnWidths, readColumnMap } from "./pmcColumns.ts";
import { type PmcRecord, readRecords, recordOf, withRecord } from "./pmcRecords.ts";
import { readRules, ruleList } from "./pmcRules.ts";
import { textOf } from "./wideText.ts";

/** A configuration of Process Monitor, as its File > Export Configuration… writes it. */
export interface Pmc {
  readonly kind: "pmc";
  /** All options, also those that nobody knows, byte for byte. */
  readonly records: readonly PmcRecord[];
  /** Bytes behind the last record. */
  readonly rest: Uint8Array;
  readonly filter: readonly FilterRule[];
  readonly highlight: readonly FilterRule[];
  readonly columns: readonly EventColumn[];
  /** Whether events that the filter excludes are not kept at all. */
  readonly dropsFiltered: boolean;
  /** Whether addresses and ports are shown by name. */
  readonly resolvesAddresses: boolean;
  /** The file that events are written to. */
  readonly logfile?: string;
  /** What of it is not understood, in sentences. */
  readonly remarks: readonly string[];
}

export interface PmcRefusal {
  readonly kind: "refused";
  readonly sentence: string;
}

/** The largest ever seen has 3 kB. */
const mostBytes = 16 << 20;

export function readPmc(bytes: Uint8Array): Pmc | PmcRefusal {
  if (mostBytes < bytes.length)
    return refusal("It is larger than a configuration of Process Monitor ever is (16 MB).");
  if (bytes.length === 0) return refusal("The file is empty.");
  if (isCapture(bytes))
    return refusal(
      "It is a capture of Process Monitor (PML), not a configuration (PMC): open it as evidence.",
    );
  const { records, rest } = readRecords(bytes);
  if (records.length === 0)
    return refusal(
      "It is no configuration of Process Monitor. One is made by its File > Export Configuration…",
    );
  return pmcOf(records, rest);
}

/** The file's bytes: of a configuration that was read and not changed, those that were read. */
export function writePmc({ records, rest }: Pick<Pmc, "records" | "rest">): Uint8Array {
  return joinedBytes([...records.map(({ bytes }) => bytes), rest]);
}

export interface NewPmc {
  readonly filter: readonly FilterRule[];
  readonly columns: readonly EventColumn[];
  /** What becomes of events that the filter excludes. */
  readonly filtered: "dropped" | "kept";
}

/** A configuration with these options alone: Process Monitor leaves its others as they are. */
export function newPmc({ filter, columns, filtered }: NewPmc): Pmc {
  const options = { Autoscroll: 0, AdvancedMode: 0, Profiling: 0, ResolveAddresses: 0 };
  const records = [
    ...columnRecords(columns),
    ...Object.entries(options).map(([name, value]) => recordOf(name, wordBytes(value))),
    recordOf("DestructiveFilter", wordBytes(filtered === "dropped" ? 1 : 0)),
    recordOf("FilterRules", ruleList(filter, [])),
    recordOf("HighlightRules", ruleList([], [])),
  ];
  return pmcOf(records, new Uint8Array(0));
}

/** The same configuration with another filter. */
export function withFilter(pmc: Pmc, filter: readonly FilterRule[]): Pmc {
  const former = readRules(optionOf(pmc.records, "FilterRules")) ?? [];
  return pmcOf(withRecord(pmc.records, recordOf("FilterRules", ruleList(filter, former))), pmc.rest);
}

/** The same configuration with other columns. */
export function withColumns(pmc: Pmc, columns: readonly EventColumn[]): Pmc {
  return pmcOf(columnRecords(columns).reduce(withRecord, pmc.records), pmc.rest);
}

function columnRecords(columns: readonly EventColumn[]): readonly PmcRecord[] {
  return [
    recordOf("Columns", columnWidths(columns)),
    recordOf("ColumnCount", wordBytes(columns.length)),
    recordOf("ColumnMap", columnMap(columns)),
  ];
}

function pmcOf(records: readonly PmcRecord[], rest: Uint8Array): Pmc {
  const remarks: string[] = [];
  const rulesOf = (name: string) => {
    const value = optionOf(records, name);
    const rules = readRules(value);
    if (rules === undefined && 0 < value.length) remarks.push(`Its ${name} could not be read, and are kept.`);
    const unknown = rules?.filter(({ rule }) => rule === undefined).length ?? 0;
    if (0 < unknown) remarks.push(`${unknown} of its ${name} name a column or a comparison nobody knows.`);
    return rules?.flatMap(({ rule }) => rule ?? []) ?? [];
  };
  const logfile = textOf(optionOf(records, "Logfile"));
  const filter = rulesOf("FilterRules");
  const highlight = rulesOf("HighlightRules");
  if (0 < rest.length) remarks.push(`It ends with ${rest.length} bytes that are no whole option.`);
  return {
    kind: "pmc",
    records,
    rest,
    filter,
    highlight,
    columns: readColumnMap(optionOf(records, "ColumnMap")),
    dropsFiltered: wordAt(optionOf(records, "DestructiveFilter"), 0) !== 0,
    resolvesAddresses: wordAt(optionOf(records, "ResolveAddresses"), 0) !== 0,
    ...(logfile === "" ? {} : { logfile }),
    remarks,
  };
}

function optionOf(records: readonly PmcRecord[], wanted: string): Uint8Array {
  return records.find(({ name }) => name === wanted)?.value ?? new Uint8Array(0);
}

function isCapture(bytes: Uint8Array): boolean {
  return [0x50, 0x4d, 0x4c, 0x5f].every((byte, i) => bytes[i] === byte);
}

function refusal(sentence: string): PmcRefusal {
  return { kind: "refused", sentence };
}
