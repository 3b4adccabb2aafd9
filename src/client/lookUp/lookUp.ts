import { env, Uri, window } from "vscode";
import { commands } from "../../protocol/commands.ts";
import { markdownIndicator, markdownSentence } from "../../report/escape.ts";
import { localCaseFolder } from "../caseFolder.ts";
import { ledgerEntries } from "../caseLedger.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { inform, type Offer, warn } from "../say.ts";
import { virusTotalSettings } from "../settings.ts";
import { askService } from "./askService.ts";
import { browserHost, browserPage, consentText } from "./consentText.ts";
import { pickObservable } from "./pickObservable.ts";
import { type Question, vet } from "./question.ts";
import { type ServiceAddress, serviceAddress } from "./serviceAddress.ts";
import { ageText, latestVerdict, verdictText } from "./verdictText.ts";
import type { Verdict } from "./virusTotal.ts";

export const lookUp: Command = {
  id: commands.lookUp,
  needs: "trust",
  run: async (client, arg) => {
    const observable = await pickObservable(client, arg);
    if (observable === undefined) return;
    const vetted = vet(observable);
    if (vetted.kind === "refused") return void warn(`${observable.value}: ${vetted.reason}`);
    await answerFromCase(client, vetted.question);
  },
};

/** What the case already knows comes first: it costs no question and tells nobody. */
async function answerFromCase(client: Client, question: Question): Promise<void> {
  const folder = localCaseFolder();
  const known = folder && latestVerdict(await ledgerEntries(folder), question);
  if (!known) return askWithConsent(client, question);
  const age = ageText(known.at, Date.now());
  void inform(
    `${question.value}: ${verdictText(known)} Asked ${age}. Ask again?`,
    // The ledger may be a colleague's: whoever opens the browser now has not consented yet.
    { title: "Ask Again…", run: () => askWithConsent(client, question) },
    copyOffer(question, known),
  );
}

async function askWithConsent(client: Client, question: Question): Promise<void> {
  const service = serviceAddress(virusTotalSettings.address());
  if (service.kind === "refused") return void warn(service.sentence);
  switch (await consentTo(question, service)) {
    case "ask": {
      const verdict = await askService(client, question, service.base);
      if (verdict) void inform(`${question.value}: ${verdictText(verdict)}`, ...offersFor(question, verdict));
      return;
    }
    case "browser":
      return openInBrowser(question);
    case undefined:
      return;
  }
}

async function consentTo(
  question: Question,
  service: ServiceAddress & { readonly kind: "address" },
): Promise<"ask" | "browser" | undefined> {
  const { message, detail } = consentText(question, service.host);
  const ask = { title: "Ask VirusTotal" };
  const browser = { title: `Open ${browserHost} Instead` };
  const chosen = await window.showWarningMessage(message, { modal: true, detail }, ask, browser);
  return chosen === ask ? "ask" : chosen === browser ? "browser" : undefined;
}

async function openInBrowser(question: Question): Promise<void> {
  await env.openExternal(Uri.parse(browserPage(question), true));
}

/** The value has just left the machine, to the same service: opening its page tells nothing new. */
function offersFor(question: Question, verdict: Verdict): readonly Offer[] {
  const browser = { title: "Open in Browser", run: () => openInBrowser(question) };
  return [copyOffer(question, { ...verdict, at: new Date().toISOString() }), browser];
}

function copyOffer({ value }: Question, verdict: Verdict & { readonly at: string }): Offer {
  const asked = verdict.at.slice(0, 10);
  const markdown = `${markdownIndicator(value)}: ${markdownSentence(verdictText(verdict))} (asked ${asked})`;
  return { title: "Copy as Markdown", run: () => env.clipboard.writeText(markdown) };
}
