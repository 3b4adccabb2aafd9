import { LineBytes } from "../../core/lineBytes.ts";
import { sha1 } from "./sha1.ts";

/** A UUID of version 5 (RFC 9562): the same name in the same namespace has the same one, everywhere. */
export function uuidOf(namespace: string, name: string): string {
  const space = Uint8Array.from(namespace.replaceAll("-", "").match(/../gu) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
  const bytes = new LineBytes();
  bytes.set(name);
  const digest = sha1(Uint8Array.from([...space, ...bytes.bytes.subarray(0, bytes.length)])).subarray(0, 16);
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
