import type { PrintedFile } from "../../core/caseView.ts";
import type { Finding } from "../../core/finding.ts";
import { citations } from "./citations.ts";
import type { Detector } from "./detector.ts";
import { processText } from "./factTexts.ts";

const mostFindings = 20;

export const emptyFileDetector: Detector = {
  id: "empty-file",
  title: "A hash of nothing stands for a program",
  question: "Is the hash that a list prints of a running program that of an empty file?",
  *examine({ processes }) {
    let found = 0;
    for (const process of processes) {
      const file = process.files?.find(isOfNothing);
      if (!file || mostFindings <= found++) continue;
      yield {
        id: `empty-file ${process.id}`,
        rule: "empty-file",
        severity: "information",
        confidence: "high",
        summary: `The hash that is printed of the image of ${processText(process)} is that of an empty file: it says nothing of what runs.`,
        reason: "MD5, SHA-1 and SHA-256 of no bytes at all are known",
        unless: "The file has been emptied since, which is worth asking about.",
        evidence: citations(file.place, [process.evidence[0]], 2),
      } satisfies Finding;
    }
  },
};

/** Of no bytes: RFC 1321 appendix A.5, RFC 3174, FIPS 180-4. */
const ofNothing: ReadonlySet<string> = new Set([
  "d41d8cd98f00b204e9800998ecf8427e",
  "da39a3ee5e6b4b0d3255bfef95601890afd80709",
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
]);

function isOfNothing({ md5, sha1, sha256 }: PrintedFile): boolean {
  return [md5, sha1, sha256].some((hash) => hash !== undefined && ofNothing.has(hash));
}
