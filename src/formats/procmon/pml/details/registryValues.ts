import type { ByteSpan } from "./byteSpan.ts";
import { type EventDraft, toldSize, toldText } from "./eventDraft.ts";
import { grouped } from "./numberTexts.ts";
import { unknownText } from "./registryDetails.ts";

type DataText = (span: ByteSpan, at: number, length: number) => string;

/** What Process Monitor prints of other types, and of numbers of 64 bits. */
const nothing: DataText = () => "";
const oneText: DataText = (span, at) => span.wideText(at, span.length - at);

/** By number: https://learn.microsoft.com/windows/win32/sysinfo/registry-value-types */
const types: readonly (readonly [name: string, text: DataText])[] = [
  ["REG_NONE", nothing],
  ["REG_SZ", oneText],
  ["REG_EXPAND_SZ", oneText],
  ["REG_BINARY", binaryText],
  ["REG_DWORD", (span, at) => (span.has(at, 4) ? `${span.u32(at)}` : "")],
  ["REG_DWORD_BIG_ENDIAN", nothing],
  ["REG_LINK", nothing],
  ["REG_MULTI_SZ", manyTexts],
  ["REG_RESOURCE_LIST", nothing],
  ["REG_FULL_RESOURCE_DESCRIPTOR", nothing],
  ["REG_RESOURCE_REQUIREMENTS_LIST", nothing],
  ["REG_QWORD", nothing],
];

/** `0A FF` */
function binaryText(span: ByteSpan, at: number, length: number): string {
  const end = Math.min(at + length, span.length);
  let text = "";
  for (let i = at; i < end; i++) text += (i === at ? "" : " ") + hexPairs[span.u8(i)]!;
  return text;
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, "0"));

function manyTexts(span: ByteSpan, from: number, length: number): string {
  const end = Math.min(from + length, span.length);
  const texts: string[] = [];
  for (let at = from; at + 2 <= end; ) {
    const text = span.wideText(at, end - at);
    if (text === "") break;
    texts.push(text);
    at += 2 * text.length + 2;
  }
  return texts.join(", ");
}

function typeName(type: number): string {
  return types[type]?.[0] ?? unknownText(type);
}

function dataText(type: number, span: ByteSpan, at: number, length: number): string {
  return (types[type]?.[1] ?? nothing)(span, at, length);
}

/** Classes of what is told of a value: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_key_value_information_class */
const full = 1;
const partial = 2;

export function readValueQuery(draft: EventDraft): void {
  const { body } = draft;
  draft.path = toldText(body, 12, body.u16(0));
  if (draft.hasExtra) addValue(draft, body.u32(8));
  else draft.add("Length", grouped(body.u32(4)));
}

export function readValueEnumeration(draft: EventDraft): void {
  const { body, extra } = draft;
  draft.path = toldText(body, 16, body.u16(0));
  draft.add("Index", grouped(body.u32(8)));
  if (!draft.hasExtra) {
    draft.add("Length", grouped(body.u32(4)));
    return;
  }
  const informationClass = body.u32(12);
  if (informationClass === full) draft.add("Name", extra.wideText(20, extra.u32(16)));
  addValue(draft, informationClass);
}

function addValue(draft: EventDraft, informationClass: number): void {
  const { extra } = draft;
  const type = extra.u32(4);
  draft.add("Type", typeName(type));
  if (informationClass !== full && informationClass !== partial) return;
  const [at, length] = informationClass === full ? [extra.u32(8), extra.u32(12)] : [12, extra.u32(8)];
  draft.add("Length", grouped(length));
  if (length > 0) draft.addLines("Data", dataText(type, extra, at, length));
}

export function readValueSetting(draft: EventDraft): void {
  const { body } = draft;
  const told = body.u16(0);
  draft.path = toldText(body, 16, told);
  const [type, length, kept] = [body.u32(4), body.u32(8), body.u16(12)];
  draft.add("Type", typeName(type));
  draft.add("Length", grouped(length));
  const shown = Math.min(length, kept);
  if (shown > 0 && types[type]) draft.addLines("Data", dataText(type, body, 16 + toldSize(told), shown));
}
