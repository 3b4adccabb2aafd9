import type { CodeAction, CodeActionContext, Range } from "vscode-languageserver-types";
import { CodeActionKind } from "vscode-languageserver-types";
import { type IssueCode, issueKinds } from "../../core/issue.ts";
import type { EvidenceDocument } from "../../workspace/document/evidenceDocument.ts";
import type { Sha256 } from "../../workspace/document/fenceIssues.ts";
import { diagnosticSource } from "../diagnostics.ts";
import type { CodeActionAt, Fixes } from "./codeActionAt.ts";
import {
  askAgain,
  askForNumbers,
  askForServices,
  nextSteps,
  normalizedCopyFix,
  rerunFix,
} from "./codeActionCopy.ts";
import { fenceAdditions, fixClock, fixFact, fixHash, fixWord, fixZone } from "./codeActionFence.ts";
import { proseActions } from "./codeActionProse.ts";

const plainCopy = normalizedCopyFix("Open a normalized copy of this capture");

/** What mends an issue, by its code. Evidence itself is never edited. */
const fixes: { readonly [K in IssueCode]?: Fixes } = {
  EV001: fixHash,
  EV004: askAgain,
  EV007: fixClock,
  EV008: fixZone,
  EV009: fixClock,
  EV011: fixClock,
  EV016: normalizedCopyFix("Join wrapped rows in a normalized copy"),
  EV017: plainCopy,
  EV018: plainCopy,
  EV019: fixWord,
  EV020: fixZone,
  EV021: fixFact,
  NET002: askAgain,
  NET006: rerunFix("netstat -anob -p udp"),
  NET009: rerunFix("netstat -anob"),
  NET010: askForServices,
  NET011: askForNumbers,
  NET012: askForNumbers,
  PR002: rerunFix("tasklist /v /fo csv"),
};

/** Kinds of the actions there are, for editors to offer. */
export const codeActionKinds: readonly string[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorRewrite,
  CodeActionKind.Source,
];

export function codeActions(
  document: EvidenceDocument,
  range: Range,
  { diagnostics, only }: CodeActionContext,
  sha256: Sha256,
): readonly CodeAction[] {
  const at: CodeActionAt = { document, range, sha256 };
  const mending = diagnostics.flatMap((diagnostic) => {
    if (diagnostic.source !== diagnosticSource || !isCode(diagnostic.code)) return [];
    const actions = fixes[diagnostic.code]?.(at, diagnostic) ?? [];
    return actions.map((action): CodeAction => ({ ...action, diagnostics: [diagnostic] }));
  });
  const steps = nextSteps(at).filter(({ title }) => !mending.some((action) => action.title === title));
  const found = [...mending, ...fenceAdditions(at), ...steps];
  return only ? [...found.filter(({ kind = "" }) => isAsked(kind, only)), ...proseActions(at, only)] : found;
}

function isCode(code: unknown): code is IssueCode {
  return typeof code === "string" && Object.hasOwn(issueKinds, code);
}

/** A kind is asked for by its own name or by that of one above it: `source` asks for `source.defang`. */
function isAsked(kind: string, only: readonly string[]): boolean {
  return only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
}
