import { unescaped } from "../../core/unescaped.ts";

/** A line of a file, as a link of the findings names it: `logs/fw.log#L118`. */
export interface LinkedLine {
  /** Relative to the findings. */
  readonly path: string;
  /** 0-based. */
  readonly line: number;
}

const link = /<a href="(?!#|https:)([^"]*)"/gi;

/**
 * The page with its relative links led to where `open` says; a link that it says nothing of is none.
 * `html` is the report's own: in it, text of evidence is escaped and cannot look like a link.
 */
export function withOpenedLinks(html: string, open: (linked: LinkedLine) => string | undefined): string {
  return html.replace(link, (_all, href: string) => {
    const linked = linkedLine(characters(href));
    const target = linked && open(linked);
    return target === undefined
      ? "<a"
      : `<a href="${target.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
  });
}

function linkedLine(href: string): LinkedLine | undefined {
  const [path = "", fragment = ""] = href.split("#", 2);
  const line = /^L(\d{1,9})$/.exec(fragment)?.[1];
  const plain = unescaped(path);
  return plain === undefined ? undefined : { path: plain, line: Math.max(0, Number(line ?? 1) - 1) };
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function characters(attribute: string): string {
  return attribute.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => named[name] ?? whole);
}
