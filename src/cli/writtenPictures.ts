import { mkdir, writeFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { isNativeFormat } from "../core/format.ts";
import type { PreparedReport } from "../report/caseReport.ts";
import { CaseLines } from "../workspace/case/caseLines.ts";
import type { ViewedCase } from "../workspace/case/loadCase.ts";

/** Where pictures are put, and where the findings stand that show them. */
export interface PicturePlaces {
  readonly folder: string;
  readonly findings: string;
}

/** Draws the pictures of a case into a folder, and gives the findings that show them. */
export async function withPictures(
  text: string,
  { reading, view }: ViewedCase,
  { context }: PreparedReport,
  places: PicturePlaces,
): Promise<string> {
  // Only here: all other calls of the program would wait for what draws.
  const { reportPictures } = await import("../report/pictures/reportPictures.ts");
  const { addPictures } = await import("../report/pictures/pictureEntry.ts");
  const { pictureFile } = await import("../report/pictures/casePicture.ts");
  const pictures = [...reportPictures({ reading, view, lines: new CaseLines(reading, view) })];
  const folder = resolve(places.folder);
  await mkdir(folder, { recursive: true });
  for (const drawn of pictures) await writeFile(join(folder, drawn.name), pictureFile(drawn));
  const native = new Set(view.captures.flatMap(({ uri, format }) => (isNativeFormat(format) ? [uri] : [])));
  return addPictures(text, pictures, relative(places.findings, folder).split(sep).join("/") || ".", {
    relativePath: context.relativePath,
    isEvent: (uri) => native.has(uri),
  });
}
