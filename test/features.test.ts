import { describe, expect, test } from "vitest";
import { checks } from "./features/checks.ts";
import { featurePages, pagedFeatures, writeExpected } from "./features/page.ts";

const update = process.env["UPDATE_PAGES"] === "1";

describe.each(pagedFeatures())("%s", (feature) => {
  const check = checks[feature];
  test.each(featurePages(feature))("$claim", async (page) => {
    if (!check) throw new Error(`No check reads the pages of ${feature}: add one to checks.ts.`);
    const actual = await check(page);
    if (update) writeExpected(page, actual);
    else expect(actual).toBe(page.expected);
  });
});
