import { ascii, hasWordAt, isBlank, isDigit, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { SyslogPrefix } from "../syslog/syslogPrefix.ts";
import { beginning, lastStage, type Progress, readBodyLine, readFlatBody } from "./windowsEventBody.ts";
import { addWords, putHeader } from "./windowsEventFacts.ts";
import { type EventHeader, emptyHeader, startsWindowsEvent, withHeaderLine } from "./windowsEventHeader.ts";
import { type FoundMessage, findFilteringMessage } from "./windowsEventMessage.ts";
import { readWindowsTime } from "./windowsEventTime.ts";
import {
  closesXmlEvent,
  eventEnd,
  findFilteringXml,
  opensXmlEvent,
  readFilteringXml,
} from "./windowsEventXml.ts";

/** What a reader remembers of the lines above. */
interface Above {
  /**
   * `before` any event; in the `header` of one; in the `body` of one of ours; `behind` it, or in one of others; in
   * an event of XML over many lines; in the XML of an event whose text stands above.
   */
  readonly place: "before" | "header" | "body" | "behind" | "markup" | "echo";
  readonly progress: Progress;
  readonly header: EventHeader;
  /** The lines so far of an event of XML. */
  readonly markup?: string;
}

const start: Above = { place: "before", progress: beginning, header: emptyHeader };

/**
 * Reads events of the Windows Filtering Platform as a text over many lines, with a header of names and values above
 * the message or without one, and as XML. An event's row is told by its message, and begins with its header.
 */
export class WindowsEventsReader implements LineReader {
  readonly #prefix = new SyslogPrefix();
  #above: Above;
  /** Values stand below the message in a known order, each behind its label. */
  ownsDetail = false;
  /** Where the next event of a line of XML is looked for. */
  #at = 0;
  #end = 0;

  constructor(state = "") {
    this.#above = state === "" ? start : aboveOf(state);
  }

  get state(): string {
    return this.#above === start ? "" : JSON.stringify(this.#above);
  }

  read(bytes: Uint8Array, from: number, lineEnd: number, row: Row): LineKind {
    const end = trimEnd(bytes, from, lineEnd);
    this.#at = this.#end = end;
    if (skipBlanks(bytes, from, end) === end) return this.#blank();
    const message = findFilteringMessage(bytes, from, end);
    if (0 <= message.at) return this.#message(row, from, message, end);
    const isMarkup = bytes[skipBlanks(bytes, from, end)] === ascii.less;
    if (isMarkup) return this.#markup(row, from, end);
    if (this.#above.place === "markup") return this.#goOn(row, this.#above.markup ?? "", from, end);
    if (isXmlLabel(bytes, from, end)) return this.#announces();
    if (startsWindowsEvent(bytes, from, end)) return this.#opens(bytes, from, end);
    if (this.#above.place === "header") return this.#header(bytes, from, end);
    if (this.#above.place === "body") return this.#body(row, from, end);
    return this.#above.place === "behind" || isIndented(bytes, from) ? "ignorable" : "unknown";
  }

  /** The next event of a line of XML that has several. */
  more(row: Row): boolean {
    if (this.#end <= this.#at) return false;
    const { bytes } = row;
    const at = findFilteringXml(bytes, this.#at, this.#end);
    if (at < 0) return false;
    row.clear(bytes);
    this.#readXml(row, at);
    return true;
  }

  #blank(): LineKind {
    if (this.#above.place === "header") this.#above = { ...this.#above, place: "behind" };
    return "ignorable";
  }

  /** `Event Xml:`, below the text of an event. */
  #announces(): LineKind {
    this.#above = { ...start, place: "echo" };
    return "part";
  }

  #opens(bytes: Uint8Array, from: number, end: number): LineKind {
    const isFirst = this.#above.place === "before";
    const { header } = this.#above;
    // wevtutil's number of the event, and Splunk's time, stand on a line of their own before.
    if (this.#above.place === "header" && header.lines <= 2) return this.#header(bytes, from, end);
    const isTable = hasWordAt(bytes, from, end, "Keywords") || hasWordAt(bytes, from, end, "Level");
    this.#above = isTable
      ? { ...start, place: "behind" }
      : { place: "header", progress: beginning, header: withHeaderLine(emptyHeader, bytes, from, end) };
    return isFirst ? "heading" : "part";
  }

  #header(bytes: Uint8Array, from: number, end: number): LineKind {
    this.#above = { ...this.#above, header: withHeaderLine(this.#above.header, bytes, from, end) };
    return "part";
  }

  #message(row: Row, from: number, message: FoundMessage, end: number): LineKind {
    const { header } = this.#above.place === "header" ? this.#above : start;
    row.subject = "connection";
    row.eventType = message.type;
    row.set(field.action, message.actionFrom, message.actionTo);
    if (Number.isNaN(header.time)) this.#timeBefore(row, from, message.at);
    const progress = readFlatBody(row, message.to, end);
    this.#above = { place: progress.stage === lastStage ? "behind" : "body", progress, header: emptyHeader };
    if (header !== emptyHeader)
      putHeader(row, { ...header, code: header.code || message.code }, { start: from, end });
    else putCode(row, from, message);
    return "row";
  }

  /** In a table the time stands before the message, behind a comma, a tab or syslog's prefix. */
  #timeBefore(row: Row, from: number, to: number): void {
    const { bytes } = row;
    for (let at = from; at < to; at++) {
      const isFirst =
        at === from ||
        bytes[at - 1] === ascii.comma ||
        bytes[at - 1] === ascii.tab ||
        bytes[at - 1] === ascii.quote;
      if (isFirst && isDigit(bytes[at]) && 0 <= readWindowsTime(row, at, to)) return;
    }
    this.#prefix.read(row, from, to);
    const { hasHost, hostFrom, hostTo } = this.#prefix.names;
    if (row.has(field.time) && hasHost) row.set(field.host, hostFrom, hostTo);
  }

  #body(row: Row, from: number, end: number): LineKind {
    const progress = readBodyLine(row, from, end, this.#above.progress);
    const isValue = progress.stage !== this.#above.progress.stage || row.direction !== "unknown";
    this.#above = { place: progress.stage === lastStage ? "behind" : "body", progress, header: emptyHeader };
    this.ownsDetail = isValue || isLabel(row.bytes, from, end);
    return this.ownsDetail ? "detail" : "ignorable";
  }

  #markup(row: Row, from: number, end: number): LineKind {
    const { bytes } = row;
    const { place, markup = "" } = this.#above;
    if (place === "echo") return this.#echo(bytes, from, end);
    if (place === "markup") return this.#goOn(row, markup, from, end);
    const at = findFilteringXml(bytes, from, end);
    if (0 <= at) {
      this.#end = end;
      this.#readXml(row, at);
      this.#above = { ...start, place: "behind" };
      return "row";
    }
    const isOpen = opensXmlEvent(bytes, from, end) && !closesXmlEvent(bytes, from, end);
    if (!isOpen) return "ignorable";
    const isFirst = place === "before";
    this.#above = { ...start, place: "markup", markup: textOf(bytes, from, end) };
    return isFirst ? "heading" : "part";
  }

  /** What is behind a text of the same event says the same again. */
  #echo(bytes: Uint8Array, from: number, end: number): LineKind {
    if (closesXmlEvent(bytes, from, end)) this.#above = { ...start, place: "behind" };
    return "part";
  }

  /** An event of many lines is told where it ends. */
  #goOn(row: Row, above: string, from: number, end: number): LineKind {
    const { bytes } = row;
    const markup = `${above}\n${textOf(bytes, from, end)}`;
    this.#above = { ...start, place: "markup", markup };
    if (longestMarkup < markup.length) this.#above = { ...start, place: "echo" };
    if (!closesXmlEvent(bytes, from, end)) return "part";
    this.#above = { ...start, place: "behind" };
    const [whole] = addWords(row, { start: from, end }, [markup]);
    const at = findFilteringXml(row.bytes, whole!.start, whole!.end);
    if (at < 0) {
      row.clear(bytes);
      return "ignorable";
    }
    row.subject = "connection";
    row.linesAbove = markup.split("\n").length - 1;
    readFilteringXml(row, at, whole!.end);
    return "row";
  }

  #readXml(row: Row, at: number): void {
    const to = eventEnd(row.bytes, at, this.#end);
    row.subject = "connection";
    readFilteringXml(row, at, to);
    this.#at = to;
  }
}

/** In a table, or behind a forwarder's words, the event's number stands before its message. */
function putCode(row: Row, from: number, { at, code }: FoundMessage): void {
  for (let i = from; i + code.length <= at; i++)
    if (row.bytes[i] === digitFive && hasWordAt(row.bytes, i, at, code) && isWhole(row.bytes, i, code.length))
      row.set(field.code, i, i + code.length);
}

const digitFive = 0x35;

function isWhole(bytes: Uint8Array, from: number, length: number): boolean {
  return !isDigit(bytes[from - 1]) && !isDigit(bytes[from + length]);
}

const longestMarkup = 1 << 14;
const xml = ["Xml:", "XML:", "Xml :", "XML :"];

/** Event Viewer's label of the XML that it copies with a text. */
function isXmlLabel(bytes: Uint8Array, from: number, end: number): boolean {
  return xml.some((word) => hasWordAt(bytes, end - word.length, end, word)) && end - from < longestLabel;
}

const longestLabel = 32;

/** `Network Information:` */
function isLabel(bytes: Uint8Array, from: number, end: number): boolean {
  return bytes[end - 1] === ascii.colon && from < end;
}

function isIndented(bytes: Uint8Array, from: number): boolean {
  return isBlank(bytes[from]);
}

/** NaN is null in JSON. */
function aboveOf(state: string): Above {
  try {
    const above: Above = JSON.parse(state);
    return { ...above, header: { ...above.header, time: above.header.time ?? Number.NaN } };
  } catch {
    return start;
  }
}
