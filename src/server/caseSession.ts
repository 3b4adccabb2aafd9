import type { ScanStorage } from "../workspace/captures/scanStorage.ts";
import { LineSource } from "../workspace/views/lineSource.ts";
import { CaseFollowing } from "./caseFollowing.ts";
import { ClosedReports } from "./closedReports.ts";
import type { Connection } from "./connection.ts";
import type { ScanFolderSettings, ServerHost } from "./host.ts";
import { OpenCaptures } from "./openCaptures.ts";
import { Session } from "./session.ts";

/** The session that the case lives in. Its client is the documents' session. */
export class CaseSession extends Session {
  readonly case: CaseFollowing;
  /** Diagnostics of files of the case that are not open. */
  readonly closedFiles: ClosedReports;
  readonly lineSource = new LineSource();
  /** Captures whose events somebody looks at. */
  readonly shownEvents = new OpenCaptures();
  /** Uris of files that ended the thread when they were read. */
  leftOut: ReadonlySet<string> = new Set();

  #storage: { readonly of: ScanFolderSettings; readonly storage: ScanStorage | undefined } | undefined;

  /** Where scans are kept, by the settings. */
  get scanStorage(): ScanStorage | undefined {
    const { cache } = this.settings;
    if (!cache) return undefined;
    const known = this.#storage;
    if (known && known.of.folder === cache.folder && known.of.bytes === cache.bytes) return known.storage;
    const log = (line: string) => this.log("The cache is not used", line);
    this.#storage = { of: cache, storage: this.host.scanStorage?.(cache, log) };
    return this.#storage.storage;
  }

  constructor(connection: Connection, host: ServerHost) {
    super(connection, host);
    this.case = new CaseFollowing(this);
    this.closedFiles = new ClosedReports(this);
  }
}
