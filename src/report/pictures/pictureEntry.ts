import type { LineReference } from "../../core/caseView.ts";
import { addToChapter } from "../addSelection.ts";
import { eventLink, lineLink } from "../cite.ts";
import { linkTarget, markdownSentence } from "../escape.ts";
import type { DrawnPicture } from "./casePicture.ts";

export const picturesHeading = "## Pictures";
/** Beside the findings. */
export const picturesFolder = "pictures";

const longestAlternative = 400;

/** Where a line stands, as findings name it. */
export interface PictureLinks {
  readonly relativePath: (uri: string) => string;
  readonly isEvent: (uri: string) => boolean;
}

/** The findings with a picture under `## Pictures` in the analyst's part; the same text where it stands there already. */
export function addPictures(
  existing: string,
  pictures: readonly DrawnPicture[],
  folder: string,
  links: PictureLinks,
): string {
  return addToChapter(existing, picturesHeading, (isThere) =>
    pictures
      .map((drawn) => ({ drawn, target: linkTarget(`${folder}/${drawn.name}`) }))
      .filter(({ target }) => !isThere(`](${target})`))
      .map(({ drawn, target }) => entryOf(drawn, target, links)),
  );
}

/**
 *     - ![Every 60 s ± 0.4 s …](pictures/intervals-….svg)
 *       Intervals of … Shown by [fw.log:118](fw.log#L118)
 */
function entryOf({ picture, cites }: DrawnPicture, target: string, links: PictureLinks): string {
  const alternative = markdownSentence(picture.description.slice(0, longestAlternative));
  const lines = new Set(cites.map((cite) => linkOf(cite, links)));
  const shown = lines.size === 0 ? "" : ` Shown by ${[...lines].join(", ")}.`;
  return `- ![${alternative}](${target}) ${markdownSentence(picture.title)}.${shown}`;
}

function linkOf({ uri, line }: LineReference, { relativePath, isEvent }: PictureLinks): string {
  return (isEvent(uri) ? eventLink : lineLink)(relativePath(uri), line);
}
