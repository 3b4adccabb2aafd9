import { isWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { OwnReading, OwnReadingOf } from "../keyValues/keyValueReader.ts";

/** Makes what one way of writing Check Point's logs has of its own, beside what all have. */
export function checkpointReading(head: OwnReading["head"]): OwnReadingOf {
  return (numberOf) => {
    const names = ["ifname", "i/f_name", "interfacename"].map(numberOf);
    const directions = ["ifdir", "i/f_dir", "ifdirection"].map(numberOf);
    return {
      ...(head ? { head } : {}),
      // `inbound` is of the interface that logged it: a packet enters the gateway there, whoever sends it.
      finish: (row, pairs) => {
        const name = names.find((key) => pairs.has(key));
        if (name === undefined || isDaemon(row.bytes, pairs.from[name]!, pairs.to[name]!)) return undefined;
        const direction = directions.find((key) => pairs.has(key));
        const isOut =
          direction !== undefined && isOutbound(row.bytes, pairs.from[direction]!, pairs.to[direction]!);
        row.set(isOut ? field.egress : field.ingress, pairs.from[name]!, pairs.to[name]!);
        return undefined;
      },
    };
  };
}

function isOutbound(bytes: Uint8Array, from: number, to: number): boolean {
  return isWord(bytes, from, to, "outbound") || isWord(bytes, from, to, "<");
}

function isDaemon(bytes: Uint8Array, from: number, to: number): boolean {
  return isWord(bytes, from, to, "daemon") || isWord(bytes, from, to, "N/A");
}
