import { type IssueCode, issueKinds } from "../core/issue.ts";

/** Sentences that say more than the title with the text in question; the others add it behind the title. */
const wordings: { readonly [K in IssueCode]?: (text: string) => string } = {
  EV002: () => "No known format of evidence has a line like this one here.",
  EV003: () => "The line is too long: what follows its first 65,536 bytes was not read.",
  EV010: (text) => `There is no such time: ${text}.`,
  EV011: (text) => `${text}: the device's clock was not set when it wrote this.`,
  EV012: (text) => `${text} is not an address.`,
  EV013: (text) => `${text} can be read in two ways: some programs take a leading zero as octal.`,
  EV014: (text) => `There is no port ${text}: ports go from 0 to 65535.`,
  EV015: (text) => `${text} is reserved for documentation: is this a sample?`,
  EV016: () => "The row is wrapped over several lines, as mail programs and consoles do.",
  EV018: (text) => `${text} is defanged, and read as if it were not.`,
  NET011: (text) => `${text} is a service name that the collecting host put for a port; -n prints numbers.`,
  NET012: (text) => `${text} is a name that the collecting host put for an address; -n prints addresses.`,
  NET014: (text) => `${text} is not a state that netstat prints.`,
  NET015: (text) => `There is no PID ${text}.`,
  FW005: () => "The columns are inferred: there is no header that names them.",
  FW007: (text) => `The action ${text} is not known.`,
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
  return longestShown < trimmed.length ? `${trimmed.slice(0, longestShown)}…` : trimmed;
}
