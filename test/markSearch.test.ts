import fc from "fast-check";
import { expect, it } from "vitest";
import { MarkSearch } from "../src/formats/markSearch.ts";

const word = fc.stringMatching(/^[ab%:]{1,4}$/);

it("finds the lists of which a word is in the line, and no others", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(word, { maxLength: 3 }), { maxLength: 8 }),
      fc.stringMatching(/^[abc%:é]{0,30}$/),
      (lists, text) => {
        const search = new MarkSearch(lists, "as-is");
        const bytes = new TextEncoder().encode(`ab${text}ab`);
        search.search(bytes, 2, bytes.length - 2);
        expect([...search.found]).toEqual(
          lists.map((words) => (words.some((word) => text.includes(word)) ? 1 : 0)),
        );
      },
    ),
  );
});

it("finds names in whatever spelling", () => {
  const search = new MarkSearch([["localaddress"], ["pid"], ["srcip2"]], "folded");
  const bytes = new TextEncoder().encode("Proto  Local_Address é P-I D  srcip 3");
  search.search(bytes, 0, bytes.length);
  expect([...search.found]).toEqual([1, 1, 0]);
});
