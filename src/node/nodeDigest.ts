import { createHash } from "node:crypto";
import type { Sha256 } from "../workspace/document/fenceIssues.ts";
import type { Digest } from "../workspace/reading/digests.ts";

/** SHA-256 of a text in UTF-8, by Node. */
export const nodeSha256: Sha256 = (parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part, "utf8");
  return hash.digest("hex");
};

/** SHA-256 of bytes as they come, by Node. */
export function nodeDigest(): Digest {
  const hash = createHash("sha256");
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    hex: () => hash.digest("hex"),
  };
}
