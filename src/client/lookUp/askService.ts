import type { Progress } from "vscode";
import { localCaseFolder } from "../caseFolder.ts";
import { appendToLedger } from "../caseLedger.ts";
import type { Client } from "../client.ts";
import { inform, warn } from "../say.ts";
import { virusTotalSettings } from "../settings.ts";
import { type Reported, withCancel } from "../withCancel.ts";
import type { Question } from "./question.ts";
import { machinePace, Turns } from "./turns.ts";
import { type Answer, askVirusTotal, type Verdict } from "./virusTotal.ts";

const timeoutMs = 30_000;
const turns = new Turns(machinePace);
const underWay = new Set<string>();

/** Asks, in turn, with the user's key; keeps what it learns in the ledger. Consent has been given by now. */
export async function askService(
  client: Client,
  question: Question,
  base: string,
): Promise<Verdict | undefined> {
  const id = `${question.kind} ${question.value}`;
  if (underWay.has(id)) return void inform("This question is under way already.");
  underWay.add(id);
  try {
    const key = await client.apiKey.getOrAsk();
    if (key === undefined) return undefined;
    const answer = await ask(question, { base, key });
    client.log.info(`VirusTotal was asked about one ${question.kind}: ${answer.kind}.`);
    return await take(client, question, answer);
  } finally {
    underWay.delete(id);
  }
}

/** Whether the service takes the key, by a question about a file that everybody knows: EICAR's test file. */
export async function testKey(client: Client, base: string): Promise<void> {
  const key = await client.apiKey.getOrAsk();
  if (key === undefined) return;
  const value = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";
  const answer = await ask({ kind: "file", value }, { base, key });
  if (answer.kind === "verdict") return void inform("VirusTotal takes the key.");
  if (answer.kind !== "cancelled") tell(client, answer.sentence, answer.kind);
}

function ask(question: Question, service: { readonly base: string; readonly key: string }): Promise<Answer> {
  return withCancel("Asking VirusTotal", async (signal, progress) => {
    const perMinute = virusTotalSettings.questionsPerMinute();
    const hasTurn = await turns.next(perMinute, signal, (ms) => reportWait(progress, ms, perMinute));
    if (!hasTurn) return { kind: "cancelled" };
    progress.report({ message: question.value });
    return askVirusTotal(question, { ...service, timeoutMs, signal });
  });
}

function reportWait(progress: Progress<Reported>, ms: number, perMinute: number): void {
  progress.report({
    message: `waiting ${Math.ceil(ms / 1000)} s: your key may ask ${perMinute} times a minute`,
  });
}

async function take(client: Client, question: Question, answer: Answer): Promise<Verdict | undefined> {
  if (answer.kind === "cancelled") return undefined;
  if (answer.kind !== "verdict") return tell(client, answer.sentence, answer.kind);
  const folder = localCaseFolder();
  const { kind: observable, value } = question;
  const at = new Date().toISOString();
  const entry = { kind: "verdict", at, service: "virustotal", observable, value, ...answer.verdict } as const;
  if (folder !== undefined) await appendToLedger(folder, entry);
  return answer.verdict;
}

function tell(client: Client, sentence: string, kind: "key" | "failed"): undefined {
  const offers = kind === "key" ? [{ title: "Set Key…", run: () => client.apiKey.ask() }] : [];
  void warn(sentence, ...offers);
}
