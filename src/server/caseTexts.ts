import type { LineReference } from "../core/caseView.ts";
import { utf8Chunks } from "../workspace/case/caseStore.ts";
import { documentKindOf } from "../workspace/reading/fileReading.ts";
import type { Files } from "../workspace/reading/files.ts";
import { readLineTexts } from "../workspace/reading/lineTexts.ts";
import type { CaseSession } from "./caseSession.ts";
import { paced } from "./turns.ts";

/** All files of a session's case, whichever folder they lie in. */
export function filesOfCase(session: CaseSession): Files {
  return {
    list: (folder) => session.case.filesFor(folder).list(folder),
    stat: (uri) => session.case.filesFor(uri).stat(uri),
    async *read(uri, range) {
      const files = session.case.filesFor(uri);
      // Cited lines may be of a file that is gone; a client's list is too dear to be asked for that.
      if (uri.startsWith("file:") && !(await files.stat(uri))) return;
      yield* paced(files.read(uri, range));
    },
  };
}

/** The same, with open texts in place of what is on the disk. */
export function textsOfCase(session: CaseSession): Files {
  return openInstead(session, () => true);
}

/**
 * What hashes are taken of: notes as they are open, since their blocks are hashed as text; files of evidence
 * as they lie on the disk, in their own encoding.
 */
export function hashedFilesOfCase(session: CaseSession): Files {
  return openInstead(session, (uri) => documentKindOf(uri) === "note" || !uri.startsWith("file:"));
}

function openInstead(session: CaseSession, isWanted: (uri: string) => boolean): Files {
  const files = filesOfCase(session);
  return {
    ...files,
    read(uri, range) {
      const open = isWanted(uri) ? session.opened({ uri }) : undefined;
      return open ? paced(utf8Chunks(open.document.text)) : files.read(uri, range);
    },
  };
}

/** The texts of lines as the editor has them. */
export function lineTextsOf(
  session: CaseSession,
  places: readonly LineReference[],
): Promise<(place: LineReference) => string | undefined> {
  return readLineTexts(textsOfCase(session), places);
}
