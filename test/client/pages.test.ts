import { describe, expect, test } from "vitest";
import { blockInsertion, citationInsertion } from "../../src/client/evidence/blockInsertion.ts";
import { mayHoldEvidence } from "../../src/client/evidence/evidenceShape.ts";
import { fenceAround, withFact, withWord } from "../../src/client/evidence/fenceLine.ts";
import { withOpenedLinks } from "../../src/client/findings/previewLinks.ts";
import { hashMarkdown } from "../../src/client/hash/hashMarkdown.ts";
import { localPlace, mappablePrefix } from "../../src/client/hash/hostPath.ts";
import { browserPage, consentText } from "../../src/client/lookUp/consentText.ts";
import { observableIn, vet } from "../../src/client/lookUp/question.ts";
import { serviceAddress } from "../../src/client/lookUp/serviceAddress.ts";
import { ageText, verdictText } from "../../src/client/lookUp/verdictText.ts";
import { shownText } from "../../src/client/shownText.ts";
import { page, texts } from "./pages.ts";

/** Each page's cases in the hands of the function it is about: to add a case, add it to the page. */
function check<Case>(name: string, holds: (each: Case) => void): void {
  describe(name, () => {
    for (const each of page<Case>(name)) test(each.claim, () => holds(each));
  });
}

check<PathCase & { place?: object }>("hostPaths", ({ path, mappings = {}, host, place }) =>
  expect(localPlace(path, mappings, host)).toEqual(place),
);
check<PathCase & { prefix?: string }>("mappablePrefixes", ({ path, host, prefix }) =>
  expect(mappablePrefix(path, host)).toBe(prefix),
);
check<{ observable: Parameters<typeof vet>[0]; value?: string; reason?: string }>(
  "questions",
  ({ observable, value, reason }) => {
    const vetted = vet(observable);
    if (vetted.kind === "question") expect(vetted.question).toEqual({ kind: observable.kind, value });
    else expect(vetted.reason).toContain(reason ?? "to be asked");
  },
);
check<{ text: string; observable?: object }>("typedValues", ({ text, observable }) =>
  expect(observableIn(text)).toEqual(observable),
);
check<{ setting: string; base?: string; host?: string; refused?: string }>(
  "serviceAddresses",
  ({ setting, base, host, refused }) => {
    const address = serviceAddress(setting);
    if (address.kind === "address") expect(address).toEqual({ kind: "address", base, host });
    else expect(address.sentence).toContain(refused ?? "to be accepted");
  },
);
check<{ note: readonly string[]; line: number; opens?: number }>("fences", ({ note, line, opens }) =>
  expect(fenceAround((at) => note[at] ?? "", line)?.line).toBe(opens),
);
check<{ fence: string; fact?: [string, string]; word?: string; edited: string }>(
  "fenceEdits",
  ({ fence, fact, word, edited }) =>
    expect(fact ? withFact(fence, ...fact) : withWord(fence, word ?? "")).toBe(edited),
);
check<{ verdict: Parameters<typeof verdictText>[0]; text: string }>("verdicts", ({ verdict, text }) =>
  expect(verdictText(verdict)).toBe(text),
);
check<{ at: string; age: string }>("ages", ({ at, age }) =>
  expect(ageText(at, Date.parse("2031-07-02T10:00:00Z"))).toBe(age),
);
check<ConsentCase>("consents", ({ question, host, message, detail, page: url }) => {
  expect(consentText(question, host)).toEqual({ message, detail: detail.join("\n") });
  expect(browserPage(question)).toBe(url);
});
check<{ text: string; shown: string }>("shownTexts", ({ text, shown }) =>
  expect(shownText(text)).toBe(shown),
);
check<{ before: string; block: string; after: string; text: string }>(
  "insertions",
  ({ before, block, after, text }) => expect(blockInsertion(before, block, after)).toBe(text),
);
check<{ before: string; citation: string; after: string; text: string }>(
  "citationInsertions",
  ({ before, citation, after, text }) => expect(citationInsertion(before, citation, after)).toBe(text),
);
check<{ html: string; opened: string }>("previewLinks", ({ html, opened }) =>
  expect(
    withOpenedLinks(html, ({ path, line }) => (path.startsWith("..") ? undefined : `open:${path}&"${line}`)),
  ).toBe(opened),
);
check<{ entry: Parameters<typeof hashMarkdown>[0]; lines: readonly string[] }>(
  "hashMarkdown",
  ({ entry, lines }) => expect(hashMarkdown(entry)).toBe(lines.join("\n")),
);

describe("evidenceShape", () => {
  for (const { claim, text } of texts("evidenceShape", "evidence"))
    test(`${claim} may hold evidence`, () => expect(mayHoldEvidence(text)).toBe(true));
  for (const { claim, text } of texts("evidenceShape", "other"))
    test(`${claim} starts nothing`, () => expect(mayHoldEvidence(text)).toBe(false));

  test("a hostile line takes no time", () => {
    for (const line of [" ".repeat(1e6), "tcp ".repeat(2e5), ".exe ".repeat(2e5), "`".repeat(1e6)]) {
      const start = performance.now();
      mayHoldEvidence(line);
      mayHoldEvidence(`${line}\n`.repeat(3));
      expect(performance.now() - start).toBeLessThan(200);
    }
  });
});

interface PathCase {
  readonly path: string;
  readonly mappings?: Readonly<Record<string, string>>;
  readonly host?: string;
}

interface ConsentCase {
  readonly question: Parameters<typeof consentText>[0];
  readonly host: string;
  readonly message: string;
  readonly detail: readonly string[];
  readonly page: string;
}
