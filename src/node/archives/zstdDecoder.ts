import { ZSTDDecoder } from "zstddec/stream";

/** What the library's WebAssembly exports: libzstd's streaming decoder. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  free(address: number): void;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): void;
  ZSTD_decompressStream(context: number, output: number, input: number): number;
}

interface Instance {
  readonly exports: Exports;
}

interface WebAssemblyApi {
  readonly Instance: new (module: unknown, imports: object) => Instance;
}

const { Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;

/** Memories that wait for the next stream; one that has grown large is given back to the system. */
const idle: Exports[] = [];
const mostIdle = 2;
const largestIdle = 32 << 20;

/** Its own loop does not end at an error, and frees nothing then. So only its WebAssembly is used. */
class LoadedDecoder extends ZSTDDecoder {
  static module: unknown;

  override _init(loaded: { readonly module: unknown }): void {
    LoadedDecoder.module = loaded.module;
  }
}

const inputSize = 1 << 16;
const outputSize = 1 << 17;

/** One stream of Zstandard, any number of frames. */
export class ZstdStream {
  readonly #exports: Exports;
  readonly #context: number;
  readonly #input: number;
  readonly #output: number;
  /** Two structs of `void*`, `size_t size`, `size_t pos`. */
  readonly #structs: number;
  #result = 0;

  static async create(): Promise<ZstdStream> {
    if (!LoadedDecoder.module) await new LoadedDecoder().init();
    return new ZstdStream();
  }

  constructor() {
    const imports = { env: { emscripten_notify_memory_growth: () => {} } };
    this.#exports = idle.pop() ?? new Instance(LoadedDecoder.module, imports).exports;
    this.#context = this.#exports.ZSTD_createDCtx();
    this.#input = this.#exports.malloc(inputSize);
    this.#output = this.#exports.malloc(outputSize);
    this.#structs = this.#exports.malloc(24);
  }

  /** Whether the last frame has ended. */
  get isComplete(): boolean {
    return this.#result === 0;
  }

  /** The library's error code (zstd_errors.h); undefined without one. */
  get error(): number | undefined {
    const code = 2 ** 32 - (this.#result >>> 0);
    return code < 1000 && this.#result !== 0 ? code : undefined;
  }

  /** What a piece of at most 64 kB unpacks to, up to an error. */
  *push(piece: Uint8Array): Generator<Uint8Array> {
    new Uint8Array(this.#exports.memory.buffer).set(piece, this.#input);
    for (let [at, isFull] = [0, false]; (at < piece.length || isFull) && this.error === undefined; ) {
      this.#structView().set([this.#output, outputSize, 0, this.#input, piece.length, at]);
      this.#result = this.#exports.ZSTD_decompressStream(this.#context, this.#structs, this.#structs + 12);
      const [, , length = 0, , , position = 0] = this.#structView();
      at = position;
      isFull = length === outputSize;
      if (0 < length) yield new Uint8Array(this.#exports.memory.buffer, this.#output, length).slice();
    }
  }

  close(): void {
    const { memory, free, ZSTD_freeDCtx } = this.#exports;
    ZSTD_freeDCtx(this.#context);
    for (const address of [this.#input, this.#output, this.#structs]) free(address);
    if (idle.length < mostIdle && memory.buffer.byteLength <= largestIdle) idle.push(this.#exports);
  }

  /** Anew each time: memory that grows is another buffer. */
  #structView(): Uint32Array {
    return new Uint32Array(this.#exports.memory.buffer, this.#structs, 6);
  }
}
