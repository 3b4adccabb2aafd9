import type { Zone } from "../../core/zone.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaseReading } from "../case/caseReading.ts";
import type { CaseHost } from "../joins/hosts.ts";
import type { RowSurroundings } from "./rowFacts.ts";

/** What rows are asked in: the case they are of, and the zone of times that a question names without one. */
export interface WhereContext {
  /** Without it rows are only what their own lines say. */
  readonly reading?: Pick<CaseReading, "processes" | "hosts" | "files">;
  readonly zone?: Zone;
}

/** What the case knows of all rows of a capture. */
export function surroundingsOf(capture: ScannedCapture, { reading, zone }: WhereContext): RowSurroundings {
  const host = reading?.hosts.get(capture.id)?.host;
  const path = reading?.files.find(({ entry }) => entry.uri === capture.uri)?.entry.path;
  return {
    ...(host ? { hosts: namesOf(host) } : {}),
    ...(path === undefined ? {} : { path }),
    ...(zone ? { zone } : {}),
  };
}

function namesOf({ name, addresses }: CaseHost): readonly string[] {
  return name === undefined ? [...addresses] : [name];
}
