import { registryAccessText } from "./accessText.ts";
import { type EventDraft, type ReadDetail, toldSize, toldText } from "./eventDraft.ts";
import { dateText, grouped, hex32 } from "./numberTexts.ts";

/** Of operations that say no more than which key. */
export function readKey(draft: EventDraft): void {
  draft.path = toldText(draft.body, 2, draft.body.u16(0));
}

const maximumAllowed = "Maximum Allowed";
const createdNewKey = 1;
const dispositions = ["", "REG_CREATED_NEW_KEY", "REG_OPENED_EXISTING_KEY"];

/** `RegOpenKey`, `RegCreateKey`. */
export function readKeyOpening(draft: EventDraft): void {
  const { body, extra } = draft;
  draft.path = toldText(body, 8, body.u16(0));
  const access = body.u32(4);
  if (access === 0) return;
  const accessText = registryAccessText(access);
  draft.add("Desired Access", accessText);
  if (!draft.hasExtra) return;
  if (accessText === maximumAllowed) draft.add("Granted Access", registryAccessText(extra.u32(0)));
  const disposition = extra.u32(4);
  const word = dispositions[disposition];
  if (word) draft.add("Disposition", word);
  if (disposition === createdNewKey) draft.category = "Write";
}

/** `RegLoadKey`, `RegRenameKey`: another text beside the path. */
export function keyAndText(name: string): ReadDetail {
  return (draft) => {
    const { body } = draft;
    const told = body.u16(0);
    draft.path = toldText(body, 4, told);
    draft.add(name, toldText(body, 4 + toldSize(told), body.u16(2)));
  };
}

type AddKeyInformation = (draft: EventDraft) => void;

const addNothing: AddKeyInformation = () => {};

/** By number: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_key_information_class */
const keyInformation: readonly (readonly [name: string, add: AddKeyInformation])[] = [
  ["Basic", (draft) => addName(draft, 12)],
  ["Node", (draft) => addName(draft, 20)],
  ["Full", (draft) => addCounts(draft, 20, 32)],
  ["Name", addNothing],
  ["Cached", (draft) => addCounts(draft, 12, 20)],
  ["Flags", (draft) => draft.add("UserFlags", hex32(draft.extra.u32(0)))],
  ["Virtualization", addNothing],
  ["HandleTags", (draft) => draft.add("HandleTags", hex32(draft.extra.u32(0)))],
  ["Trust", addNothing],
  ["Layer", addNothing],
];

function addName(draft: EventDraft, at: number): void {
  const { extra } = draft;
  draft.add("Name", extra.wideText(at + 4, extra.u32(at)));
}

function addCounts(draft: EventDraft, subKeys: number, values: number): void {
  draft.add("SubKeys", grouped(draft.extra.u32(subKeys)));
  draft.add("Values", grouped(draft.extra.u32(values)));
}

export function readKeyQuery(draft: EventDraft): void {
  const { body } = draft;
  draft.path = toldText(body, 12, body.u16(0));
  const number = body.u32(8);
  const [name, add] = keyInformation[number] ?? [unknownText(number), addNothing];
  draft.add("Query", name);
  if (draft.hasExtra) add(draft);
  else draft.add("Length", grouped(body.u32(4)));
}

export function readKeyEnumeration(draft: EventDraft): void {
  const { body } = draft;
  draft.path = toldText(body, 16, body.u16(0));
  draft.add("Index", grouped(body.u32(8)));
  if (draft.hasExtra) keyInformation[body.u32(12)]?.[1](draft);
  else draft.add("Length", grouped(body.u32(4)));
}

/** By number: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_key_set_information_class */
const keySettings: Readonly<Record<number, readonly [name: string, value: string]>> = {
  0: ["KeyWriteTimeInformation", "LastWriteTime"],
  1: ["KeyWow64FlagsInformation", "Wow64Flags"],
  5: ["KeySetHandleTagsInformation", "HandleTags"],
};

export function readKeySetting(draft: EventDraft): void {
  const { body } = draft;
  const told = body.u16(0);
  draft.path = toldText(body, 16, told);
  const [number, length] = [body.u32(4), body.u16(12)];
  const [name, value] = keySettings[number] ?? [unknownText(number)];
  draft.add("KeySetInformationClass", name);
  draft.add("Length", grouped(length));
  if (length === 0 || value === undefined) return;
  const at = 16 + toldSize(told);
  draft.add(value, number === 0 ? dateText(body, at) : hex32(body.u32(at)));
}

export function unknownText(number: number): string {
  return `<Unknown: ${number}>`;
}
