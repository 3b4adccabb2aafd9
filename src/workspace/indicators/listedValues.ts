import { isAddress } from "../../core/address.ts";
import type { CaseView, LineReference, ListedValue } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { IndicatorBook, IndicatorHit } from "./indicatorBook.ts";

type Seen = Pick<CaseView, "remotes" | "processes">;

/** What of a case stands on its lists: far ends by address and name, and files by the hashes that captures print. */
export function listedValues({ remotes, processes }: Seen, book: IndicatorBook): readonly ListedValue[] {
  if (book.lists.length === 0) return [];
  const listed: ListedValue[] = [];
  for (const [address, ofAddress] of grouped(remotes, (remote) => remote.address)) {
    const hits = isAddress(address) ? book.ofAddress(address) : book.ofDomain(address);
    if (hits.length === 0) continue;
    listed.push({
      value: address,
      lists: hits.map(entryOf),
      remotes: ofAddress.map(({ id }) => id),
      processes: [...new Set(ofAddress.flatMap((remote) => remote.processes))],
      evidence: evidenceOf(ofAddress.flatMap(({ evidence }) => evidence)),
    });
  }
  return [...listed, ...listedFiles(processes, book)];
}

function listedFiles(processes: Seen["processes"], book: IndicatorBook): readonly ListedValue[] {
  const printed = processes.flatMap(({ id, files = [] }) =>
    files.flatMap((file) =>
      [file.sha256, file.sha1, file.md5].flatMap((hash) => (hash === undefined ? [] : [{ hash, id, file }])),
    ),
  );
  return [...grouped(printed, ({ hash }) => hash)].flatMap(([hash, uses]): readonly ListedValue[] => {
    const hits = book.ofHash(hash);
    if (hits.length === 0) return [];
    return [
      {
        value: hash,
        lists: hits.map(entryOf),
        remotes: [],
        processes: [...new Set(uses.map(({ id }) => id))],
        evidence: evidenceOf(uses.map(({ file }) => file.place)),
      },
    ];
  });
}

function entryOf({
  list: { title, purpose, version },
  indicator,
}: IndicatorHit): ListedValue["lists"][number] {
  return { title, purpose, ...(version === undefined ? {} : { version }), indicator };
}

const mostCited = 20;

function evidenceOf(places: readonly LineReference[]): ListedValue["evidence"] {
  const byPlace = new Map(places.map((place) => [`${place.uri}#${place.line}`, place]));
  return [...byPlace.values()].slice(0, mostCited) as unknown as ListedValue["evidence"];
}
