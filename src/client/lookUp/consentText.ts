import type { ObservableKind } from "../../core/ledger.ts";
import type { Question } from "./question.ts";

/** What a consent says: exactly what leaves, to whom, and what they do with it. */
export interface ConsentText {
  readonly message: string;
  readonly detail: string;
}

const kinds: Readonly<Record<ObservableKind, string>> = {
  file: "hash",
  address: "address",
  domain: "domain name",
};

const tells: Readonly<Record<ObservableKind, string>> = {
  file: "Who sees the question learns that somebody holds this file.",
  address:
    "Who sees the question, and that may be who runs this address, learns that somebody looks into it.",
  domain: "Who sees the question, and that may be who runs this domain, learns that somebody looks into it.",
};

/** @param host Where the question goes: the service's host name, with its port where it is an unusual one. */
export function consentText(question: Question, host: string): ConsentText {
  const kind = kinds[question.kind];
  const lines = [
    `What leaves this machine: the ${kind} ${question.value}`,
    `Where to: ${host}, with your own key`,
    "",
    "Nothing else of the case is sent: no file, no line, no name. VirusTotal adds what it is asked to its data set " +
      `and shares it with its community. ${tells[question.kind]}`,
  ];
  return { message: `Send this ${kind} to VirusTotal?`, detail: lines.join("\n") };
}

const pages: Readonly<Record<ObservableKind, string>> = {
  file: "file",
  address: "ip-address",
  domain: "domain",
};

export const browserHost = "www.virustotal.com";

/** The service's page about a value, for people. */
export function browserPage({ kind, value }: Question): string {
  return `https://${browserHost}/gui/${pages[kind]}/${encodeURIComponent(value)}`;
}
