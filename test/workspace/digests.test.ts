import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { blockDigests } from "../../src/workspace/reading/digests.ts";
import type { FileEntry, Files } from "../../src/workspace/reading/files.ts";

const block = [
  "  UDP    10.20.0.42:49731       *:*      3416",
  "  UDP    0.0.0.0:5353           *:*      2480",
];
const expected = sha256(`${block.join("\n")}\n`);

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The digest of the block that lies between the second and the last line of a note. */
async function digestIn(
  note: readonly string[],
  lineBreak = "\n",
  encoding: BufferEncoding = "utf8",
): Promise<string> {
  const bytes = Buffer.from(note.join(lineBreak), encoding);
  const entry: FileEntry = { uri: "case:/notes.md", path: "notes.md", size: bytes.length, changed: 0 };
  const files: Files = {
    async *list() {
      yield entry;
    },
    stat: async () => entry,
    async *read() {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
    },
  };
  const newDigest = () => {
    const hash = createHash("sha256");
    return { update: (piece: Uint8Array) => void hash.update(piece), hex: () => hash.digest("hex") };
  };
  const [digest] = await blockDigests(files, entry, [{ first: 1, last: note.length - 2 }], newDigest);
  return digest ?? "";
}

describe("the hash of a block", () => {
  const note = ["```netstat", ...block, "```"];

  it("is what sha256sum says of its lines in a text file", async () => {
    expect(await digestIn(note)).toBe(expected);
  });
  it("does not depend on the note's line breaks", async () => {
    expect(await digestIn(note, "\r\n")).toBe(expected);
  });
  it("does not depend on the note's encoding", async () => {
    expect(await digestIn([`\uFEFF${note[0]}`, ...note.slice(1)], "\n", "utf16le")).toBe(expected);
  });
  it("does not depend on what quotes the block", async () => {
    expect(await digestIn(note.map((line) => `> ${line}`))).toBe(expected);
  });
});
