import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAddress } from "../src/core/address.ts";
import { readIndicators } from "../src/formats/indicators/readIndicators.ts";
import { IndicatorBook } from "../src/workspace/indicators/indicatorBook.ts";
import { isInNetwork, parseNetwork } from "../src/workspace/query/network.ts";

/** A list as it lies in a case, and beside it in JSON what it says. */
const folder = join(import.meta.dirname, "indicators");

describe("lists of indicators", () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".txt")))
    test(name.replace(/\.txt$/, "").replaceAll("-", " "), async () => {
      const list = readIndicators(readFileSync(join(folder, name), "utf8"), name);
      const text = `${JSON.stringify(list, undefined, 2)}\n`;
      await expect(text).toMatchFileSnapshot(join(folder, name.replace(/txt$/, "json")));
    });

  test("prose is no list", () =>
    expect(readIndicators("Dear all,\nplease find attached.\n", "x")).toBeUndefined());

  test("no text makes the reader fail", () => {
    fc.assert(fc.property(fc.string(), (text) => readIndicators(text, "x") !== null));
    fc.assert(fc.property(fc.json(), (text) => readIndicators(text, "x") !== null));
  });
});

describe("a book of lists", () => {
  const list = readIndicators(
    ".below.example\nonly.example\n203.0.113.0/25\n2001:db8::/33\n203.0.113.77\n",
    "mine",
  )!;
  const book = new IndicatorBook([list]);

  test.each([
    ["a name below", book.ofDomain("a.b.below.example"), 1],
    ["the name itself", book.ofDomain("Only.example."), 1],
    ["a name below one that means itself alone", book.ofDomain("a.only.example"), 0],
    ["an address and its network", book.ofAddress("203.0.113.77"), 2],
    ["an address in no network", book.ofAddress("203.0.113.128"), 0],
    ["an IPv4-mapped one", book.ofAddress("::ffff:203.0.113.5"), 1],
    ["one of IPv6", book.ofAddress("2001:db8:7fff::1"), 1],
    ["one of IPv6 behind the network", book.ofAddress("2001:db8:8000::1"), 0],
  ])("%s", (_what, hits, count) => expect(hits).toHaveLength(count));

  test("networks are found as by comparing with each", () => {
    const bits = fc.record({ address: fc.ipV4(), length: fc.integer({ min: 1, max: 31 }), asked: fc.ipV4() });
    fc.assert(
      fc.property(bits, ({ address, length, asked }) => {
        const one = new IndicatorBook([readIndicators(`${address}/${length}\n`, "one")!]);
        const isIn = isInNetwork(parseAddress(asked)!, parseNetwork(`${address}/${length}`)!);
        return one.ofAddress(asked).length === Number(isIn);
      }),
    );
  });
});
