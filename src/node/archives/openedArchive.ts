import { type ArchiveKind, archiveHead, archiveKindOf } from "../../core/archiveKind.ts";
import { type FileEntry, isPassedOver } from "../../workspace/reading/files.ts";
import { type Fault, ReadingFault, readingFaultOf } from "../../workspace/reading/readingFault.ts";
import type { Member, PackedFile } from "./archive.ts";
import { type ArchiveLimits, ArchiveMeter } from "./archiveLimits.ts";
import { ByteQueue } from "./byteQueue.ts";
import { MemberPaths, memberUri } from "./memberPaths.ts";
import { packedMember } from "./packedMember.ts";
import { TarArchive } from "./tarArchive.ts";
import { isPacking, readable, unpacked } from "./unpack.ts";
import { zipMembers } from "./zip.ts";

interface KnownMember {
  readonly entry: FileEntry;
  readonly member: Member;
  readonly number: number;
}

/** An archive of the case: what lies in it as files, listed once and read as often as wanted. */
export class OpenedArchive {
  readonly stored: FileEntry;
  readonly #packed: PackedFile;
  readonly #kind: ArchiveKind;
  readonly #limits: ArchiveLimits;
  readonly #meter: ArchiveMeter;
  readonly #members = new Map<string, KnownMember>();
  #fault: Fault | undefined;
  #isListed = false;

  constructor(stored: FileEntry, packed: PackedFile, kind: ArchiveKind, limits: ArchiveLimits) {
    this.stored = stored;
    this.#packed = packed;
    this.#kind = kind;
    this.#limits = limits;
    this.#meter = new ArchiveMeter(limits, stored.size);
  }

  /** Its files; and the archive itself with the reason, where it could not be listed to its end. */
  async *entries(): AsyncGenerator<FileEntry> {
    if (this.#isListed) for (const { entry } of this.#members.values()) yield entry;
    else yield* this.#list();
    if (this.#fault) yield { ...this.stored, fault: this.#fault };
  }

  /** By the path within. */
  async entryOf(path: string): Promise<FileEntry | undefined> {
    return (await this.#memberAt(path))?.entry;
  }

  async *read(path: string): AsyncGenerator<Uint8Array> {
    const known = await this.#memberAt(path);
    if (known) yield* this.#meter.metered(known.number, known.member.read());
  }

  async #memberAt(path: string): Promise<KnownMember | undefined> {
    if (!this.#isListed && !this.#members.has(path)) for await (const _ of this.#list());
    return this.#members.get(path);
  }

  async *#list(): AsyncGenerator<FileEntry> {
    const paths = new MemberPaths();
    const members = new Map<string, KnownMember>();
    this.#fault = undefined;
    try {
      for await (const member of await this.#opened()) {
        if (this.#limits.members <= members.size)
          throw new ReadingFault(
            "EV023",
            `No more than ${this.#limits.members.toLocaleString("en-US")} files of an archive are read, and it has more`,
          );
        const path = paths.pathOf(member.name);
        const known = { member, entry: this.#entryOf(member, path), number: members.size };
        members.set(path, known);
        this.#members.set(path, known);
        if (!isPassedOver(path)) yield known.entry;
      }
    } catch (error) {
      this.#fault = readingFaultOf(error);
      if (!this.#fault) throw error;
    }
    this.#isListed = true;
  }

  async #opened(): Promise<AsyncIterable<Member>> {
    const kind = this.#kind;
    if (kind === "zip") return withinUnpacked(zipMembers(this.#packed));
    if (kind === "tar" || (await holdsTar(kind, this.#packed)))
      return withinUnpacked(new TarArchive(this.#packed, kind).members());
    return isPacking(kind) ? packedMember(this.#packed, kind) : none();
  }

  #entryOf({ size, changed }: Member, path: string): FileEntry {
    const { uri, path: storedPath, size: packed, changed: storedChanged } = this.stored;
    return {
      uri: memberUri(uri, path),
      path: `${storedPath}/${path}`,
      // An archive may claim anything, and room is made for what it claims.
      size: Math.min(size ?? packed, packed * this.#limits.ratio, this.#limits.bytes),
      changed: Number.isNaN(changed) ? storedChanged : changed,
      archive: { uri, path: storedPath, size: packed, changed: storedChanged },
    };
  }
}

/** Members that are packed once more by themselves are read unpacked, under their own names. */
async function* withinUnpacked(members: AsyncIterable<Member>): AsyncGenerator<Member> {
  for await (const member of members) yield { ...member, read: () => readable(member.read()) };
}

async function holdsTar(kind: ArchiveKind, packed: PackedFile): Promise<boolean> {
  if (!isPacking(kind)) return false;
  const queue = new ByteQueue(unpacked(kind, packed.read()));
  try {
    return archiveKindOf(await queue.take(archiveHead)) === "tar";
  } catch (error) {
    // Whoever reads it will be told.
    if (!readingFaultOf(error)) throw error;
    return false;
  } finally {
    await queue.close();
  }
}

async function* none(): AsyncGenerator<Member> {}
