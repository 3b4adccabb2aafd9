import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import { type Issue, type IssueCode, type IssueSeverity, severityOf } from "../core/issue.ts";
import { rangeOf } from "./lspRanges.ts";

/** What editors show as the origin of our diagnostics. */
export const diagnosticSource = "Incident Notes";

const severities: { readonly [K in IssueSeverity]: DiagnosticSeverity } = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Lines that say what another line says already; editors fade them. */
const repeating: ReadonlySet<IssueCode> = new Set(["EV006", "FW008", "NET013"]);

export interface DiagnosticContext {
  /** Uri of the document that the issues are of. */
  readonly uri: string;
  /** Base of the pages on codes, ended by a slash. */
  readonly documentation: string | undefined;
}

/** Issues as editors show them. Messages are plain text in LSP and stay as they are. */
export function diagnosticsOf(issues: readonly Issue[], context: DiagnosticContext): Diagnostic[] {
  const { uri, documentation } = context;
  return issues.map((issue) => {
    const before = made.get(issue);
    if (before?.uri === uri && before.documentation === documentation) return before.diagnostic;
    const diagnostic = diagnosticOf(issue, context);
    made.set(issue, { uri, documentation, diagnostic });
    return diagnostic;
  });
}

/** What was made of an issue last: with every key, nearly all issues are those of before. */
const made = new WeakMap<Issue, DiagnosticContext & { readonly diagnostic: Diagnostic }>();

function diagnosticOf({ code, place, message, related = [] }: Issue, context: DiagnosticContext): Diagnostic {
  const severity = severityOf(code);
  // A caveat is true of many lines and says of how many; some of them would only fill the list of problems.
  const explained = severity === "information" ? [] : related;
  const page = context.documentation === undefined ? undefined : `${context.documentation}${code}.md`;
  return {
    range: rangeOf(place),
    severity: severities[severity],
    code,
    source: diagnosticSource,
    message,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    ...(repeating.has(code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(explained.length === 0 ? {} : { relatedInformation: relatedInformation(explained, context.uri) }),
  };
}

function relatedInformation(related: NonNullable<Issue["related"]>, uri: string) {
  return related.map((other) => ({
    message: other.message,
    location: { uri: other.uri ?? uri, range: rangeOf(other.place) },
  }));
}
