import type { PrintedFile } from "../../core/caseView.ts";
import type { FileFacts } from "../../core/observation.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaptureHost } from "./hosts.ts";
import type { InstanceSightings } from "./processInstances.ts";

/** What captures print of files, by host and path: `Get-FileHash`, `sigcheck`, `sha256sum`. */
export class PrintedFiles {
  readonly #byPlace = new Map<string, readonly PrintedFile[]>();

  constructor(captures: readonly ScannedCapture[], hostOf: (capture: ScannedCapture) => CaptureHost) {
    for (const capture of captures)
      for (const { file, line } of capture.files) {
        const path = file.path === undefined ? undefined : canonicalPath(file.path);
        if (path === undefined) continue;
        const key = `${hostOf(capture).host.key} ${path}`;
        this.#byPlace.set(
          key,
          withFile(this.#byPlace.get(key) ?? [], { ...file, place: { uri: capture.uri, line } }),
        );
      }
  }

  /** The instances with what is printed of their executables. */
  withFiles(instances: readonly InstanceSightings[]): readonly InstanceSightings[] {
    if (this.#byPlace.size === 0) return instances;
    return instances.map(({ instance, sightings }) => {
      const files = this.of(sightings[0]!.host.host.key, instance.executable);
      return { instance: files.length === 0 ? instance : { ...instance, files }, sightings };
    });
  }

  /** Several where captures contradict each other: the file was another one, then. */
  of(hostKey: string, executable: string | undefined): readonly PrintedFile[] {
    const isAsked = executable !== undefined && 0 < this.#byPlace.size;
    const path = isAsked ? canonicalPath(executable) : undefined;
    return (path !== undefined && this.#byPlace.get(`${hostKey} ${path}`)) || [];
  }
}

/** A file has few hashes, and a hostile list may give it thousands. */
const mostOfOne = 10;

/** Three lists with three algorithms speak of one file, as long as none says what another denies. */
function withFile(known: readonly PrintedFile[], file: PrintedFile): readonly PrintedFile[] {
  const at = known.findIndex((one) => !contradicts(one, file));
  if (0 <= at) return known.with(at, { ...file, ...known[at]! });
  return known.length < mostOfOne ? [...known, file] : known;
}

const told = ["md5", "sha1", "sha256", "sha384", "sha512"] as const satisfies readonly (keyof FileFacts)[];

function contradicts(a: FileFacts, b: FileFacts): boolean {
  return told.some((kind) => a[kind] !== undefined && b[kind] !== undefined && a[kind] !== b[kind]);
}

/** In small letters, as Windows compares them; undefined where it is no whole path. */
function canonicalPath(path: string): string | undefined {
  const lower = path
    .toLowerCase()
    .replace(/^"(.*)"$/u, "$1")
    .replace(/^\\\?\?\\/u, "")
    .replace(/^(?:\\systemroot|%systemroot%|%windir%)/u, "c:\\windows");
  return /^(?:[a-z]:\\|\\\\|\/)/u.test(lower) ? lower : undefined;
}
