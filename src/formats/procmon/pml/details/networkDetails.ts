import type { EventDraft } from "./eventDraft.ts";

/** Flags of a network event. */
const localIsV4 = 1;
const remoteIsV4 = 2;
export const isTcp = 4;

const namedValuesAt = 44;

export function readNetwork(draft: EventDraft): void {
  const { body } = draft;
  const flags = body.u16(0);
  const transport = flags & isTcp ? "tcp" : "udp";
  const port = (at: number) => draft.names.port(body.u16(at), transport) ?? `${body.u16(at)}`;
  const local = hostText(draft, 8, (flags & localIsV4) !== 0);
  const remote = hostText(draft, 24, (flags & remoteIsV4) !== 0);
  draft.path = `${local}:${port(40)} -> ${remote}:${port(42)}`;
  draft.add("Length", `${body.u32(4)}`);
  addNamedValues(draft);
}

/** The name of a host, or its address: of IPv6 all eight groups, without leading zeros. */
function hostText(draft: EventDraft, at: number, isV4: boolean): string {
  const { body } = draft;
  const length = isV4 ? 4 : 16;
  if (!body.has(at, 16)) return "";
  const name = draft.names.host(body.bytes, body.from + at, length);
  if (name) return name;
  if (isV4) return `${body.u8(at)}.${body.u8(at + 1)}.${body.u8(at + 2)}.${body.u8(at + 3)}`;
  const groups: string[] = [];
  for (let i = 0; i < length; i += 2)
    groups.push(((body.u8(at + i) << 8) | body.u8(at + i + 1)).toString(16));
  return groups.join(":");
}

/** Names and values by turns, until an empty one. */
function addNamedValues(draft: EventDraft): void {
  const { body } = draft;
  let at = namedValuesAt;
  const next = () => {
    const text = body.has(at, 2) ? body.wideText(at, body.length - at) : "";
    at += 2 * text.length + 2;
    return text;
  };
  for (let name = next(); name !== ""; name = next()) {
    if (!body.has(at, 2)) return;
    draft.add(name, next());
  }
}
