import { hostNamesIn } from "../joins/hostNames.ts";

/** What a note says around its evidence: headings, and host names in its prose. */
export interface Outline {
  readonly headings: readonly Heading[];
  readonly mentions: readonly HostMention[];
}

export interface Heading {
  readonly line: number;
  /** 1 for `#`, 2 for `##` … */
  readonly level: number;
  readonly text: string;
}

export interface HostMention {
  readonly line: number;
  readonly host: string;
}

/** Gathers an outline from the lines of a document that are no evidence. */
export class OutlineReader implements Outline {
  readonly headings: Heading[];
  readonly mentions: HostMention[];

  constructor({ headings, mentions }: Outline = { headings: [], mentions: [] }) {
    this.headings = [...headings];
    this.mentions = [...mentions];
  }

  prose(line: number, text: string): void {
    const heading = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/.exec(text);
    if (heading) this.headings.push({ line, level: heading[1]!.length, text: heading[2]!.trim() });
    for (const host of hostNamesIn(text)) this.mentions.push({ line, host });
  }
}
