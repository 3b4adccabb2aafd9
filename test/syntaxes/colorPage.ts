import type { IGrammar, IToken } from "vscode-textmate";
import textmate from "vscode-textmate";

/**
 * A page of evidence with what is expected below each line:
 *
 *     UDP    10.20.0.42:700000      *:*
 *            ^^^^^^^^^^ entity.name.type.address.netstat
 *                       ^^^^^^ invalid.illegal.port.netstat
 *
 * The scope holds over exactly the carets. `plain` says that no grammar of ours colors anything there.
 */
const expectation = /^( *)(\^+) (\S+)$/;
const ownScope = /\.(netstat|fwlog|pfirewall|netfilter|flow|tasklist|procmon|console|evidence)$/;

/** The page with every expectation that fails replaced by what is so. */
export function checkedPage(grammar: IGrammar, page: string): string {
  let state = textmate.INITIAL;
  let tokens: readonly IToken[] = [];
  const checked = page.split("\n").map((line) => {
    const [, indent, carets, scope] = expectation.exec(line) ?? [];
    if (indent === undefined || carets === undefined || scope === undefined) {
      const result = grammar.tokenizeLine(line, state);
      state = result.ruleStack;
      tokens = result.tokens;
      return line;
    }
    const [start, end] = [indent.length, indent.length + carets.length];
    return holds(tokens, start, end, scope) ? line : `${indent}${carets} ${foundIn(tokens, start, end)}`;
  });
  return checked.join("\n");
}

/** Scopes of our own on a token, the whole file's left out. */
export const ownScopes = (token: IToken) => token.scopes.slice(1).filter((scope) => ownScope.test(scope));

function holds(tokens: readonly IToken[], start: number, end: number, scope: string): boolean {
  const inside = tokens.filter((token) => token.startIndex < end && start < token.endIndex);
  if (scope === "plain") return inside.every((token) => ownScopes(token).length === 0);
  const carriers = inside.filter((token) => token.scopes.includes(scope));
  return (
    carriers.length === inside.length &&
    carriers[0]?.startIndex === start &&
    carriers.at(-1)?.endIndex === end
  );
}

function foundIn(tokens: readonly IToken[], start: number, end: number): string {
  const inside = tokens.filter((token) => token.startIndex < end && start < token.endIndex);
  return inside
    .map((token) => `${token.startIndex}-${token.endIndex} ${token.scopes.slice(1).join(" ")}`)
    .join(", ");
}
