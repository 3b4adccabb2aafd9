/**
 * A result that has its JSON at hand, since most of it is as it was when it was sent last. A writer that knows of
 * this takes it as it is; to any other one it is what `toJSON` gives.
 */
export abstract class WrittenJson {
  abstract get json(): string;
  abstract toJSON(): unknown;
}
