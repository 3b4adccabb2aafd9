import { createHash } from "node:crypto";
import type { Digest } from "../workspace/reading/digests.ts";

/** SHA-256 by Node. */
export function nodeDigest(): Digest {
  const hash = createHash("sha256");
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    hex: () => hash.digest("hex"),
  };
}
