import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import type { ColumnUse, DelimitedTable } from "../delimited/delimitedTable.ts";
import { rowEnd, subjects } from "../patterns/rowEnd.ts";
import { useAliases } from "../patterns/useNames.ts";
import type { FormatDefinition } from "./formatDefinition.ts";
import { formatFacts, isTelling } from "./formatFacts.ts";

/** A log whose columns stand in one order. */
export function columnsFormat(definition: FormatDefinition): Format {
  const { columns = [], separator = "," } = definition;
  return delimitedFormat({
    ...tableOf(
      definition,
      Object.fromEntries(columns.filter((name) => name !== "").map((name) => [name, name])),
    ),
    headers: [],
    defaults: [{ names: columns, delimiter: separator }],
    isRow: isRowOf(columns.map((name) => useAliases.get(name) ?? name)),
  });
}

/** A log whose header names its columns. */
export function headerFormat(definition: FormatDefinition): Format {
  const { fields = {}, header } = definition;
  return delimitedFormat({
    ...tableOf(definition, fields),
    headers: [Object.keys(fields).filter((name) => isTelling(fields[name]!))],
    ...(header === undefined ? {} : { headerMark: header }),
  });
}

function tableOf(
  definition: FormatDefinition,
  uses: Readonly<Record<string, string>>,
): Omit<DelimitedTable, "headers"> {
  const { separator = ",", dates, absent, family } = definition;
  const columns = Object.entries(uses).map(([name, use]) => [name, useAliases.get(use) ?? use] as const);
  const end = rowEnd(definition.family, definition.actions);
  return {
    format: formatFacts(
      definition,
      columns.map(([, use]) => use),
    ),
    columns: Object.fromEntries(columns) as Readonly<Record<string, ColumnUse>>,
    delimiters: [separator],
    subject: subjects[family],
    writing: { ...(dates ? { dates } : {}), ...(absent ? { absent } : {}) },
    finish: (row) => {
      end(row);
      return "row";
    },
  };
}

/** So many cells may have another log's line, too: what tells a row must be there and be what it is to be. */
function isRowOf(uses: readonly string[]): (row: Row) => boolean {
  const hasTime = uses.includes("time") || uses.includes("date");
  return (row) => {
    if (hasTime) return !Number.isNaN(row.time);
    return isAddress(row, field.sourceAddress) || isAddress(row, field.destinationAddress) || hasOther(row);
  };
}

function isAddress(row: Row, index: 3 | 5): boolean {
  return row.has(index) && isPlainAddress(row.bytes, row.from[index]!, row.to[index]!);
}

function hasOther(row: Row): boolean {
  const hashes = [field.md5, field.sha1, field.sha256];
  return !Number.isNaN(row.number(field.pid)) || hashes.some((index) => row.has(index));
}
