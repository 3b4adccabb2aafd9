import type { PackingKind } from "../../core/archiveKind.ts";
import type { Member, PackedFile } from "./archive.ts";
import { isDamaged } from "./archiveFaults.ts";
import { type TarFile, tarFiles } from "./tar.ts";
import { unpacked } from "./unpack.ts";

/** A pass through a tar, at one of its files. */
interface Pass {
  readonly files: AsyncGenerator<TarFile>;
  /** Number of the file that comes next. */
  next: number;
}

/** How long a pass waits for whoever reads the next file. */
const patienceMs = 2000;

/**
 * The files of a tar, packed or not. A tar has no directory: to reach a file is to pass through all before it.
 * So whoever reads files one after the other shares one pass, also with the list that is being made.
 */
export class TarArchive {
  readonly #packed: PackedFile;
  readonly #kind: PackingKind | "tar";
  /** The file at which the list stands, to be read at once. */
  #listed: { readonly number: number; readonly file: TarFile } | undefined;
  #parked: Pass | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(packed: PackedFile, kind: PackingKind | "tar") {
    this.#packed = packed;
    this.#kind = kind;
  }

  async *members(): AsyncGenerator<Member> {
    let number = 0;
    try {
      for await (const file of this.#pass()) {
        const mine = number++;
        this.#listed = { number: mine, file };
        const { name, size, changed } = file;
        yield { name, size, changed, read: () => this.#read(mine) };
      }
    } finally {
      this.#listed = undefined;
    }
  }

  #pass(): AsyncGenerator<TarFile> {
    const bytes = this.#packed.read();
    return tarFiles(this.#kind === "tar" ? bytes : unpacked(this.#kind, bytes));
  }

  async *#read(number: number): AsyncGenerator<Uint8Array> {
    if (this.#listed?.number === number) {
      const { file } = this.#listed;
      // Its bytes come once.
      this.#listed = undefined;
      return yield* file.body();
    }
    const pass = this.#passTo(number);
    let isSound = true;
    try {
      yield* (await fileOf(pass, number)).body();
    } catch (error) {
      isSound = false;
      throw error;
    } finally {
      if (isSound) this.#park(pass);
      else await pass.files.return(undefined);
    }
  }

  #passTo(number: number): Pass {
    const parked = this.#parked;
    if (!parked || number < parked.next) return { files: this.#pass(), next: 0 };
    clearTimeout(this.#timer);
    this.#parked = undefined;
    return parked;
  }

  #park(pass: Pass): void {
    this.#close();
    this.#parked = pass;
    this.#timer = setTimeout(() => this.#close(), patienceMs);
    this.#timer.unref();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#parked?.files.return(undefined).catch(() => {});
    this.#parked = undefined;
  }
}

async function fileOf(pass: Pass, number: number): Promise<TarFile> {
  for (;;) {
    const { done, value } = await pass.files.next();
    if (done) throw isDamaged(0);
    if (pass.next++ === number) return value;
  }
}
