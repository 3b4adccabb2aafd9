import { ascii, indexOfByte } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";

/** Where the parts of an end go. */
export interface SonicwallEndFields {
  readonly address: FieldIndex;
  readonly port: FieldIndex;
  readonly interface?: FieldIndex;
  readonly name?: FieldIndex;
}

export const sonicwallSource: SonicwallEndFields = {
  address: field.sourceAddress,
  port: field.sourcePort,
  interface: field.ingress,
  name: field.sourceName,
};

export const sonicwallDestination: SonicwallEndFields = {
  address: field.destinationAddress,
  port: field.destinationPort,
  interface: field.egress,
  name: field.destinationName,
};

export const sonicwallSourceNat: SonicwallEndFields = {
  address: field.sourceNatAddress,
  port: field.sourceNatPort,
};

export const sonicwallDestinationNat: SonicwallEndFields = {
  address: field.destinationNatAddress,
  port: field.destinationNatPort,
};

/**
 * Puts the parts of an end, of which all but the first may be missing, or empty:
 *
 *     192.0.2.5:49731:X0:ws-042        192.0.2.5::X0        [2001:db8::1]:443:X1        2001:db8::1
 */
export function putSonicwallEnd(row: Row, fields: SonicwallEndFields, from: number, to: number): void {
  const { bytes } = row;
  if (isPlainAddress(bytes, from, to)) {
    putPart(row, fields.address, from, to);
    return;
  }
  let at = from;
  if (bytes[from] === ascii.leftBracket) {
    const close = indexOfByte(bytes, ascii.rightBracket, from, to);
    if (close < 0) return;
    putPart(row, fields.address, from + 1, close);
    at = partEnd(bytes, close, to) + 1;
  } else {
    const end = partEnd(bytes, from, to);
    putPart(row, fields.address, from, end);
    at = end + 1;
  }
  for (const index of [fields.port, fields.interface, fields.name]) {
    if (to < at) return;
    const end = partEnd(bytes, at, to);
    if (index !== undefined) putPart(row, index, at, end);
    at = end + 1;
  }
}

function putPart(row: Row, index: FieldIndex, from: number, to: number): void {
  if (from < to && !row.has(index)) row.set(index, from, to);
}

function partEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== ascii.colon) at++;
  return at;
}
