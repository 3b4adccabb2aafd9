import fc from "fast-check";
import { expect, test } from "vitest";
import { changedPart } from "../../src/client/findings/changedPart.ts";

const text = fc.array(fc.constantFrom("a", "b", "\r\n", "\n", "😀", "😁")).map((parts) => parts.join(""));

test("the changed part makes the one text of the other", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { start, end, insert } = changedPart(before, after);
      expect(before.slice(0, start) + insert + before.slice(end)).toBe(after);
    }),
  );
});

test("no edit parts CR from LF, nor the halves of a character", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { start, end, insert } = changedPart(before, after);
      for (const at of [start, end]) expect(before.slice(at - 1, at + 1)).not.toBe("\r\n");
      expect(insert).not.toMatch(/\p{Cs}/u);
      expect(before.slice(0, start)).not.toMatch(/\p{Cs}/u);
    }),
  );
});

test("an equal text changes nothing", () => {
  expect(changedPart("a\r\nb", "a\r\nb")).toEqual({ start: 4, end: 4, insert: "" });
});
