/**
 * Whether a path with slashes fits a glob as editors write them: `*` and `?` within a part of the path, `**`
 * for any parts, `{a,b}` for either. Takes time of pattern by path and never more: it does not backtrack.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  const patterns = alternatives(glob.replace(/^\.?\//, "")).map((pattern) => pattern.split("/"));
  return (path) => {
    const parts = path.split("/");
    return patterns.some((pattern) => fits(pattern, parts, partFits, "**"));
  };
}

const mostAlternatives = 64;

/** `a.{log,txt}` as `a.log` and `a.txt`. Braces in braces are only text. */
function alternatives(glob: string): readonly string[] {
  let all = [""];
  for (const piece of glob.split(/(\{[^{}]*\})/)) {
    const choices = piece.startsWith("{") && piece.endsWith("}") ? piece.slice(1, -1).split(",") : [piece];
    if (mostAlternatives < all.length * choices.length) return [glob];
    all = all.flatMap((start) => choices.map((choice) => start + choice));
  }
  return all;
}

function partFits(pattern: string, part: string): boolean {
  return (
    pattern === part || fits([...pattern], [...part], (sign, char) => sign === "?" || sign === char, "*")
  );
}

/** Whether a row of signs fits a row of things; `any` stands for any number of them. */
function fits<Sign, Thing>(
  signs: readonly Sign[],
  things: readonly Thing[],
  isOne: (sign: Sign, thing: Thing) => boolean,
  any: Sign,
): boolean {
  // reached[i]: the signs so far fit the first i things.
  let reached = [true, ...things.map(() => false)];
  for (const sign of signs) {
    const next: boolean[] = [sign === any && reached[0]!];
    for (const [i, thing] of things.entries())
      next.push(sign === any ? reached[i + 1]! || next[i]! : reached[i]! && isOne(sign, thing));
    reached = next;
  }
  return reached[things.length]!;
}
