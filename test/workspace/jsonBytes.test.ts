import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonBytes, JsonTexts } from "../../src/cli/jsonBytes.ts";

const long = fc
  .tuple(fc.constantFrom("a", "é", "\u{1f4e1}", '"'), fc.nat(150_000))
  .map(([unit, n]) => unit.repeat(n));
const text = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: long },
);

test("bytes of JSON are what JSON.stringify says, whatever the texts and however long", () => {
  fc.assert(
    fc.property(fc.array(text), fc.infiniteStream(fc.nat()), (texts, choices) => {
      const numbers = Uint32Array.from(
        { length: texts.length * 3 },
        () => choices.next().value % texts.length,
      );
      let json = "";
      const decoder = new TextDecoder();
      const out = new JsonBytes((bytes) => {
        json += decoder.decode(bytes, { stream: true });
      });
      const kept = JsonTexts.of(texts);
      out.raw('{"é":');
      out.list(kept, numbers, numbers.length);
      for (const one of texts) {
        out.raw(',"":');
        out.value(one);
      }
      out.raw("}");
      out.flush();
      const values = texts.map((one) => `,"":${JSON.stringify(one)}`).join("");
      const listed = JSON.stringify(Array.from(numbers, (number) => texts[number]));
      // No message could show texts of this length.
      expect(json === `{"é":${listed}${values}}`).toBe(true);
    }),
    { numRuns: 60 },
  );
});
