import type { IndicatorList } from "../../core/indicator.ts";
import { fieldsOf, listOf } from "./jsonShape.ts";
import { mispEvent, warningList } from "./mispLists.ts";
import { stixList } from "./stixList.ts";
import { csvList, plainList } from "./writtenLists.ts";

/**
 * Reads a list of indicators by its shape: STIX 2.1, an event or a warninglist of MISP, CSV, or plain text. `title`
 * names it where it does not name itself. Undefined where no line of it is a value.
 */
export function readIndicators(text: string, title: string): IndicatorList | undefined {
  const list = read(text.replace(/^\ufeff/u, ""), title);
  return list && 0 < list.indicators.length ? list : undefined;
}

function read(text: string, title: string): IndicatorList | undefined {
  const start = text.trimStart()[0];
  if (start === "{" || start === "[") return jsonList(text, title);
  const lines = text.split(/\r\n|\n|\r/u);
  const data = lines.filter((line) => line.trim() !== "" && !line.startsWith("#")).slice(0, 50);
  const delimiter = [",", ";", "\t"].find(
    (mark) => data.every((line) => line.includes(mark)) && 0 < data.length,
  );
  return (delimiter && csvList(text, delimiter, title)) || plainList(lines, title);
}

function jsonList(text: string, title: string): IndicatorList | undefined {
  const json = parsed(text);
  const fields = fieldsOf(json);
  if (fields["type"] === "bundle") return stixList(fields, title);
  if (Array.isArray(fields["list"]) && "name" in fields) return warningList(fields, title);
  const events = Array.isArray(json) ? json : listOf(fields["response"] ?? [fields]);
  return mispEvent(events, title);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
