import fc from "fast-check";
import { expect, test } from "vitest";
import { spellingOrder } from "../../src/workspace/case/spellingOrder.ts";

const octet = fc.oneof(fc.constantFrom(0, 1, 2, 10, 19, 100, 199, 200, 255), fc.nat(255));
const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
const other = fc.constantFrom(
  "",
  "fe80::1",
  "10.0.0",
  "010.0.0.1",
  "10.0.0.256",
  "1.2.3.4.5",
  "1..2.3",
  "a.b.c.d",
);

test("texts are ordered as they are spelled, addresses among them or not", () => {
  const lists = fc.oneof(fc.uniqueArray(address), fc.uniqueArray(fc.oneof(address, other, fc.string())));
  fc.assert(
    fc.property(lists, (texts) => {
      const ordered = Array.from(spellingOrder(texts), (place) => texts[place]);
      expect(ordered).toEqual([...texts].sort((a, b) => (a < b ? -1 : 1)));
    }),
  );
});
