import type { Sha256 } from "../workspace/document/fenceIssues.ts";
import type { NewDigest } from "../workspace/reading/digests.ts";
import type { Files } from "../workspace/reading/files.ts";

/** What the server needs of the machine it runs on; Node and a browser's worker each give their own. */
export interface ServerHost {
  /** Files below a folder with a `file:` uri; undefined where the machine has none. */
  readonly localFiles: ((folder: string) => Files) | undefined;
  /** SHA-256 of a text, and of bytes as they come. */
  readonly sha256: Sha256;
  readonly newDigest: NewDigest;
}
