import type { MessageReader, MessageWriter } from "vscode-languageserver-protocol";
import type { ArchiveLimits } from "../node/archives/archiveLimits.ts";
import type { ScanStorage } from "../workspace/captures/scanStorage.ts";
import type { Sha256 } from "../workspace/document/fenceIssues.ts";
import type { LoadedDatabases } from "../workspace/places/addressPlaces.ts";
import type { NewDigest } from "../workspace/reading/digests.ts";
import type { Files } from "../workspace/reading/files.ts";
import type { WatchLook, WatchSetting } from "../workspace/watch/watchLook.ts";

/** A folder of this machine, and how much it may hold. */
export interface ScanFolderSettings {
  readonly folder: string;
  readonly bytes: number;
}

/** What the server needs of the machine it runs on; Node and a browser's worker each give their own. */
export interface ServerHost {
  /** Files below a folder with a `file:` uri; undefined where the machine has none. */
  readonly localFiles: ((folder: string, limits: ArchiveLimits) => Files) | undefined;
  /** Scans kept in a folder; undefined where the machine has none. `log` takes a line where that fails. */
  readonly scanStorage:
    | ((folder: ScanFolderSettings, log: (line: string) => void) => ScanStorage)
    | undefined;
  /** Opens databases of addresses; undefined where the machine has no files. */
  readonly addressDatabases:
    | ((places: DatabasePlaces, before: LoadedDatabases) => Promise<LoadedDatabases>)
    | undefined;
  /** Looks at the sockets of this machine; undefined where the host cannot run programs. */
  readonly lookAtSockets: ((setting: WatchSetting) => Promise<WatchLook>) | undefined;
  /** SHA-256 of a text, and of bytes as they come. */
  readonly sha256: Sha256;
  readonly newDigest: NewDigest;
  /** Ends the server when the process of its client has ended without a word. */
  readonly endWith: (processId: number) => void;
}

/** Where databases of addresses are. */
export interface DatabasePlaces {
  /** Uris of folders of the case, which need not be there. */
  readonly own: readonly string[];
  /** Paths that the analyst named. */
  readonly named: readonly string[];
}

/** Where the case lives, as the documents' side has it: another thread, or a place beside it in its own. */
export interface Thread {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** Why it ended, once it has. */
  readonly ended: Promise<string>;
}
