import { windowsProcesses } from "./windowsProcesses.ts";

/** How a name is made to look like that of a Windows program. */
export interface LookAlike {
  /** Of Windows: `svchost.exe` */
  readonly name: string;
  readonly how: "letters that look alike" | "one letter more, less or other" | "two letters in turn";
}

/** Programs that exist, whose names are one letter away from a name of Windows. */
const others: ReadonlySet<string> = new Set(
  ["service", "explore", "iexplorer", "wordpad32", "cscript5", "winlogin", "consents", "taskhosts"].map(
    (name) => `${name}.exe`,
  ),
);

/** Short names are near to too many others. */
const shortestStem = 5;
const longestName = 64;

/**
 * The program of Windows that a name may be taken for, being another: `svch0st.exe`, `scvhost.exe`, `lsass.exe` with a
 * Cyrillic letter. SigmaHQ, "Potential Homoglyph Attack Using Lookalike Characters"
 * (32e280f1-8ad4-46ef-9e80-910657611fbc), MITRE T1036.005.
 */
export function lookAlikeOf(printed: string): LookAlike | undefined {
  const name = printed.toLowerCase();
  if (longestName < name.length || windowsProcesses.has(name) || others.has(name)) return undefined;
  if (!name.endsWith(".exe")) return undefined;
  const seen = skeletonOf(name);
  const known = knownBySkeleton.get(seen);
  if (known !== undefined && (shortestStem <= known.length - 4 || !isPlain(name)))
    return { name: known, how: "letters that look alike" };
  for (const near of windowsProcesses.keys()) {
    if (near.length - 4 < shortestStem || near[0] !== name[0]) continue;
    const how = oneStep(name, near);
    if (how) return { name: near, how };
  }
  return undefined;
}

/** Letters and digits that are hard to tell apart, each with the one it is read as. Cyrillic and Greek: Unicode TR39. */
const readAs: Readonly<Record<string, string>> = {
  ...{ "0": "o", "1": "l", i: "l", "|": "l", "5": "s", $: "s", ı: "l", і: "l", ӏ: "l", ⅼ: "l" },
  ...{
    а: "a",
    е: "e",
    о: "o",
    р: "p",
    с: "c",
    у: "y",
    х: "x",
    ѕ: "s",
    ԁ: "d",
    һ: "h",
    ո: "n",
    ν: "v",
    ο: "o",
  },
  ...{ α: "a", ρ: "p", ѵ: "v", ԝ: "w", ԛ: "q", ց: "g", ј: "j" },
};

function skeletonOf(name: string): string {
  return [...name]
    .map((letter) => readAs[letter] ?? letter)
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

const knownBySkeleton: ReadonlyMap<string, string> = new Map(
  [...windowsProcesses.keys()].map((name) => [skeletonOf(name), name]),
);

function isPlain(name: string): boolean {
  return /^[\x20-\x7e]*$/.test(name);
}

/** One insertion, omission, replacement or exchange of neighbors (Damerau and Levenshtein's distance of one). */
function oneStep(a: string, b: string): LookAlike["how"] | undefined {
  if (1 < Math.abs(a.length - b.length)) return undefined;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0])
    return "two letters in turn";
  return left.length <= 1 && right.length <= 1 ? "one letter more, less or other" : undefined;
}
