import type { ByteSpan } from "./byteSpan.ts";

/** Accounts that have the same identifier everywhere. https://learn.microsoft.com/windows/win32/secauthz/well-known-sids */
const wellKnown: Readonly<Record<string, string>> = {
  "S-1-1-0": "Everyone",
  "S-1-5-7": "NT AUTHORITY\\ANONYMOUS LOGON",
  "S-1-5-18": "NT AUTHORITY\\SYSTEM",
  "S-1-5-19": "NT AUTHORITY\\LOCAL SERVICE",
  "S-1-5-20": "NT AUTHORITY\\NETWORK SERVICE",
};

/** `NT AUTHORITY\SYSTEM`, or the identifier itself: the names of other accounts are not in a capture. */
export function accountName(span: ByteSpan, at: number, size: number): string {
  const identifier = identifierText(span, at, size);
  return wellKnown[identifier] ?? identifier;
}

/** https://learn.microsoft.com/openspecs/windows_protocols/ms-dtyp/f992ad60-0fe4-4b87-9fed-beb478836861 */
function identifierText(span: ByteSpan, at: number, size: number): string {
  const [revision, count] = [span.u8(at), span.u8(at + 1)];
  if (revision !== 1 || size !== 8 + 4 * count) return "";
  let authority = 0;
  for (let i = 2; i < 8; i++) authority = authority * 256 + span.u8(at + i);
  let text = `S-1-${authority}`;
  for (let i = 0; i < count; i++) text += `-${span.u32(at + 8 + 4 * i)}`;
  return text;
}
