import { extractIndicators } from "../../src/features/extractIndicators.ts";
import type { FeaturePage } from "./page.ts";

/** The indicators of a text, as CSV. */
export function extracted({ documents: [{ text }] }: FeaturePage): string {
  return extractIndicators(text, "csv").text.replaceAll("\r\n", "\n").trimEnd();
}
