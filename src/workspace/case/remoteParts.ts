import { isMonitored } from "../captures/conversations.ts";
import type { RemoteRows } from "../captures/remoteRows.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaptureProcessNumbers } from "../joins/processNumbers.ts";

/** The remotes of a capture, and what its callers and manners are by number in the whole case. */
export interface CaptureRemotes {
  readonly capture: ScannedCapture;
  readonly rows: RemoteRows;
  /** The case's number of each of its remotes. */
  readonly remotes: Uint32Array;
  /** The near end of each caller, -1 for none. */
  readonly nears: Int32Array;
  readonly actions: Int32Array;
  readonly processes: CaptureProcessNumbers;
}

/** A remote as one capture has it. */
export interface RemotePart {
  readonly of: CaptureRemotes;
  /** Its number among the capture's remotes. */
  readonly remote: number;
}

/** Which captures have each remote of the case, in their order. */
export class RemoteParts {
  readonly captures: readonly CaptureRemotes[];
  /** Where the parts of each remote start; one more entry than remotes. */
  readonly starts: Uint32Array;
  /** Of each part its place in `captures`, and the remote's number there. */
  readonly capture: Uint32Array;
  readonly remote: Uint32Array;

  constructor(captures: readonly CaptureRemotes[], count: number) {
    const parts = captures.reduce((sum, { remotes }) => sum + remotes.length, 0);
    this.captures = captures;
    this.starts = new Uint32Array(count + 1);
    this.capture = new Uint32Array(parts);
    this.remote = new Uint32Array(parts);
    const { starts } = this;
    for (const { remotes } of captures)
      for (let own = 0; own < remotes.length; own++)
        starts[remotes[own]! + 1] = starts[remotes[own]! + 1]! + 1;
    for (let remote = 0; remote < count; remote++) starts[remote + 1] = starts[remote + 1]! + starts[remote]!;
    this.#place(starts.slice());
  }

  /**
   * How many connections a remote has: rows, of which two that speak of one count once. What a monitor shows of its
   * host are connections that logs may show too, so the larger number counts.
   */
  connections(remote: number): number {
    let count = 0;
    let monitored = 0;
    for (let part = this.starts[remote]!; part < this.starts[remote + 1]!; part++) {
      const { rows, capture } = this.captures[this.capture[part]!]!;
      const own = rows.connections(this.remote[part]!);
      if (isMonitored(capture)) monitored += own;
      else count += own;
    }
    return Math.max(count, monitored);
  }

  /** Whether a row of any capture says the direction of a remote. */
  isDirectionSaid(remote: number): boolean {
    for (let part = this.starts[remote]!; part < this.starts[remote + 1]!; part++)
      if (this.captures[this.capture[part]!]!.rows.isDirectionSaid(this.remote[part]!)) return true;
    return false;
  }

  of(remote: number): readonly RemotePart[] {
    const parts: RemotePart[] = [];
    for (let part = this.starts[remote]!; part < this.starts[remote + 1]!; part++)
      parts.push({ of: this.captures[this.capture[part]!]!, remote: this.remote[part]! });
    return parts;
  }

  #place(next: Uint32Array): void {
    for (const [place, { remotes }] of this.captures.entries())
      for (let own = 0; own < remotes.length; own++) {
        const part = next[remotes[own]!]!;
        next[remotes[own]!] = part + 1;
        this.capture[part] = place;
        this.remote[part] = own;
      }
  }
}
