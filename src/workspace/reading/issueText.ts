import { type IssueCode, issueKinds } from "../../core/issue.ts";

/** Sentences that say more than the title with the text in question; the others add it behind the title. */
const wordings: { readonly [K in IssueCode]?: (text: string) => string } = {
  EV002: () => "No known format of evidence has a line like this one here.",
  EV003: () => "The line is too long: what follows its first 65,536 bytes was not read.",
  EV004: () => "The row ends too soon: the capture was cut here, and what the row said is not read.",
  EV010: (text) => `There is no such time: ${text}.`,
  EV012: (text) => `${text} is not an address.`,
  EV013: (text) => `${text} can be read in two ways: some programs take a leading zero as octal.`,
  EV014: (text) =>
    `There is no port ${text} here: ports go from 1 to 65535, and 0 stands only beside a wildcard.`,
  EV016: () => "The row is wrapped over several lines, as mail programs and consoles do.",
  EV018: (text) => `${text} is defanged, and read as if it were not.`,
  NET009: () =>
    "Windows did not tell netstat -b who owns this socket: it runs in the kernel, or netstat without elevation.",
  NET015: (text) => `There is no PID ${text}.`,
  NET016: (text) =>
    `${text} is only the beginning, or may be: the column has no room for more, so it is not taken as a fact.`,
  FW001: () => "The firewall says that it lost events here: what is not in the log may still have happened.",
  FW002: () => "The row is incomplete: it was cut on its way, or edited.",
  FW003: () =>
    "The row has more or fewer columns than its header: only what is certain by its place was read.",
  FW005: () => "The columns are inferred: there is no header that names them.",
  FW006: () => "This line stands for several packets: only the first one has its own time.",
  FW009: (text) => `Lines are missing here, says the log itself: ${text}.`,
};

/** One sentence on an issue, with the evidence's own words in it. They are not escaped. */
export function issueText(code: IssueCode, text: string): string {
  const wording = wordings[code];
  const shown = shortened(text);
  if (wording && (shown !== "" || wording.length === 0)) return wording(shown);
  const { title } = issueKinds[code];
  return shown === "" ? `${title}.` : `${title}: ${shown}.`;
}

const longestShown = 80;

function shortened(text: string): string {
  const trimmed = text.trim();
  if (longestShown < trimmed.length) return `${trimmed.slice(0, longestShown)}…`;
  // The sentence ends with a full stop of its own.
  return trimmed.replace(/[.:]+$/, "");
}
