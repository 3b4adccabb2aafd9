/** Archives that logs come in. `gzip`, `zstd` and `xz` pack one stream, which may be a tar. */
export type ArchiveKind = PackingKind | "zip" | "tar";
export type PackingKind = "gzip" | "zstd" | "xz";

/** First bytes that tell an archive's kind is known by. */
export const archiveHead = 512;

const signatures: readonly {
  readonly kind: ArchiveKind;
  readonly at: number;
  readonly bytes: readonly number[];
}[] = [
  // RFC 1952: ID1, ID2, and deflate, the only method.
  { kind: "gzip", at: 0, bytes: [0x1f, 0x8b, 0x08] },
  // RFC 8878, section 3.1: a frame, little-endian.
  { kind: "zstd", at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  // https://tukaani.org/xz/xz-file-format.txt, section 2.1.1.1
  { kind: "xz", at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  // APPNOTE.TXT, sections 4.3.7 and 4.3.16: a file's header, or the end of an empty archive.
  { kind: "zip", at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: "zip", at: 0, bytes: [0x50, 0x4b, 0x05, 0x06] },
  // POSIX pax, ustar and GNU tar alike.
  { kind: "tar", at: 257, bytes: [0x75, 0x73, 0x74, 0x61, 0x72] },
];

/** By its first bytes, whatever its name. */
export function archiveKindOf(head: Uint8Array): ArchiveKind | undefined {
  if (isSkippableFrame(head)) return "zstd";
  return signatures.find(({ at, bytes }) => bytes.every((byte, i) => head[at + i] === byte))?.kind;
}

/** RFC 8878, section 3.1.2: 0x184D2A50 to 0x184D2A5F. Parallel compressors put one in front. */
function isSkippableFrame(head: Uint8Array): boolean {
  return (head[0]! & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
}

/** Documents and programs that are zip archives inside: nobody collects logs in them. */
const noArchive =
  /\.(?:docx|docm|dotx|xlsx|xlsm|xltx|pptx|pptm|vsdx|odt|ods|odp|odg|epub|jar|war|ear|apk|aar|ipa|vsix|nupkg|whl|egg|xpi|crx|kmz|msix|appx|svgz)$/i;

export function mayBeArchive(path: string): boolean {
  return !noArchive.test(path);
}
