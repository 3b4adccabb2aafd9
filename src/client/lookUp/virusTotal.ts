import type { ObservableKind, VerdictEntry } from "../../core/ledger.ts";
import { boundedBody } from "./boundedBody.ts";
import type { Question } from "./question.ts";

/** Where and as whom to ask. */
export interface VirusTotal {
  readonly base: string;
  readonly key: string;
  readonly timeoutMs: number;
  /** Stops waiting, at the user's word. */
  readonly signal: AbortSignal;
}

/** What the service knows of a value. */
export type Verdict = Omit<VerdictEntry, "kind" | "at" | "service" | "observable" | "value">;

export type Answer =
  | { readonly kind: "verdict"; readonly verdict: Verdict }
  | { readonly kind: "cancelled" }
  /** The service does not take the key. */
  | { readonly kind: "key"; readonly sentence: string }
  | { readonly kind: "failed"; readonly sentence: string };

/** https://docs.virustotal.com/reference: one GET per value, the key in a header, nothing else of ours. */
const paths: Readonly<Record<ObservableKind, string>> = {
  file: "files",
  address: "ip_addresses",
  domain: "domains",
};

export async function askVirusTotal(question: Question, service: VirusTotal): Promise<Answer> {
  const timeOut = AbortSignal.timeout(service.timeoutMs);
  const url = `${service.base}/${paths[question.kind]}/${encodeURIComponent(question.value)}`;
  try {
    const response = await fetch(url, {
      headers: { "x-apikey": service.key, accept: "application/json" },
      // The key must not follow a redirection to another host.
      redirect: "manual",
      signal: AbortSignal.any([service.signal, timeOut]),
    });
    return await answerOf(response);
  } catch (error) {
    if (service.signal.aborted) return { kind: "cancelled" };
    if (timeOut.aborted)
      return failed(`VirusTotal did not answer within ${service.timeoutMs / 1000} s. Try again later.`);
    return failed(offlineSentence(error));
  }
}

async function answerOf(response: Response): Promise<Answer> {
  if (response.status === 200) return knownAnswer(response);
  await response.body?.cancel();
  return answerByStatus(response);
}

function answerByStatus({ status, headers, type }: Response): Answer {
  if (type === "opaqueredirect" || (300 <= status && status < 400))
    return failed(
      "The service answered with a redirection, which is not followed because your key would go along. Check the setting of its address, and your proxy.",
    );
  switch (status) {
    case 404:
      return { kind: "verdict", verdict: { answer: "unknown" } };
    case 401:
      return { kind: "key", sentence: "VirusTotal does not accept this key. Set it anew." };
    case 403:
      return { kind: "key", sentence: "VirusTotal does not allow this question with your key." };
    case 429:
      return failed(`The quota of your key is used up. ${retrySentence(headers.get("retry-after"))}`);
    default:
      return failed(
        `VirusTotal answered with status ${status}. ${500 <= status ? "Try again later." : "Nothing was learned."}`,
      );
  }
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3); the public quotas are per minute, day and month. */
function retrySentence(retryAfter: string | null): string {
  const seconds = retryAfter === null ? Number.NaN : secondsUntil(retryAfter);
  if (!Number.isFinite(seconds))
    return "With a public key: 4 questions a minute and 500 a day. Try again in a minute; after the 500th, after midnight UTC.";
  return seconds < 120
    ? `Try again in ${Math.max(1, Math.ceil(seconds))} s.`
    : `Try again in ${Math.ceil(seconds / 60)} min.`;
}

function secondsUntil(retryAfter: string): number {
  return /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
}

async function knownAnswer(response: Response): Promise<Answer> {
  const text = await boundedBody(response);
  if (text === undefined)
    return failed("The answer is longer than any answer of VirusTotal. It was not read.");
  const verdict = readVerdict(text);
  return verdict
    ? { kind: "verdict", verdict }
    : failed("The answer is none of VirusTotal's. Check the setting of its address, and your proxy.");
}

/** Reads the service's JSON; undefined where it is something else. */
function readVerdict(text: string): Verdict | undefined {
  const attributes = member(member(parsed(text), "data"), "attributes");
  const stats = member(attributes, "last_analysis_stats");
  if (stats === undefined) return undefined;
  const count = (name: string) => countOf(member(stats, name)) ?? 0;
  const [malicious, suspicious] = [count("malicious"), count("suspicious")];
  const firstSeen = timeOf(member(attributes, "first_submission_date"));
  const analyzed = timeOf(member(attributes, "last_analysis_date"));
  const names = namesOf(attributes);
  return {
    answer: "known",
    malicious,
    suspicious,
    engines: malicious + suspicious + count("undetected") + count("harmless"),
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(analyzed === undefined ? {} : { analyzed }),
    ...(names.length === 0 ? {} : { names }),
  };
}

const mostNames = 5;
const longestName = 200;

/** Whoever submitted the file named it: texts of strangers. */
function namesOf(attributes: unknown): readonly string[] {
  const list = member(attributes, "names");
  const names: readonly unknown[] = [
    member(attributes, "meaningful_name"),
    ...(Array.isArray(list) ? list : []),
  ];
  const texts = names.filter((name) => typeof name === "string" && name !== "") as readonly string[];
  return [...new Set(texts.map((name) => name.slice(0, longestName)))].slice(0, mostNames);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && 0 <= value ? value : undefined;
}

const lastSecond = 253_402_300_799;

/** Seconds since 1970 as ISO 8601. */
function timeOf(value: unknown): string | undefined {
  const seconds = countOf(value);
  return seconds === undefined || lastSecond < seconds ? undefined : new Date(seconds * 1000).toISOString();
}

const offline: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name cannot be resolved",
  EAI_AGAIN: "its name cannot be resolved",
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut",
  UND_ERR_SOCKET: "the connection was cut",
  ETIMEDOUT: "nothing answers there",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no network",
  CERT_HAS_EXPIRED: "its certificate has expired",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by nobody this machine trusts",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is signed by nobody this machine trusts",
};

/** A proxy that wants a password ends here too: fetch hides its status. Only the error's code is told: what a proxy wrote into its message is not ours to repeat. */
function offlineSentence(error: unknown): string {
  const code = codeOf(error);
  const why = code === undefined ? "" : ` (${offline[code] ?? code})`;
  return `VirusTotal cannot be reached${why}. Check the network and the setting “Http: Proxy”, or open it in the browser.`;
}

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : undefined;
}

function failed(sentence: string): Answer {
  return { kind: "failed", sentence };
}
