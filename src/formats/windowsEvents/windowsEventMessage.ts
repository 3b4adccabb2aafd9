import { hasWordAt } from "../../core/ascii.ts";
import type { EventType } from "../../core/direction.ts";

/** A sentence with which one of the platform's events begins. */
interface FilteringMessage {
  /** What stands before the word for what was done, from the platform's name on. */
  readonly before: string;
  readonly action: string;
  readonly after: string;
  readonly code: string;
  readonly type: EventType;
}

const english = "Windows Filtering Platform ";
const german = "Windows-Filterplattform hat ";
const french = "lateforme de filtrage Windows a ";
const spanish = "lataforma de filtrado de Windows ";
const portuguese = "lataforma de Filtragem do Windows ";
const italian = "iattaforma filtro Windows ha ";
const russian = "Платформа фильтрации IP-пакетов Windows ";

type Words = readonly [before: string, action: string, after: string, code: string, type: EventType];

const sentences: readonly Words[] = [
  [`${english}has `, "permitted", " a connection", "5156", "allowed"],
  [`${english}has `, "allowed", " a connection", "5156", "allowed"],
  [`${english}has `, "blocked", " a connection", "5157", "denied"],
  [`${english}has `, "blocked", " a packet", "5152", "denied"],
  [english, "blocked", " a packet", "5152", "denied"],
  [`${english}filter has `, "blocked", " a packet", "5153", "denied"],
  [`${english}has `, "permitted", " an application", "5154", "allowed"],
  [`${english}has `, "blocked", " an application", "5155", "denied"],
  [`${english}has `, "permitted", " a bind", "5158", "allowed"],
  [`${english}has `, "blocked", " a bind", "5159", "denied"],
  [`${german}eine Verbindung `, "zugelassen", "", "5156", "allowed"],
  [`${german}eine Verbindung `, "blockiert", "", "5157", "denied"],
  [`${german}ein Paket `, "blockiert", "", "5152", "denied"],
  [`${german}eine Bindung an einen lokalen Port `, "zugelassen", "", "5158", "allowed"],
  [`${german}die Bindung an einen lokalen Port `, "zugelassen", "", "5158", "allowed"],
  [french, "autorisé", " une connexion", "5156", "allowed"],
  [french, "permis", " une connexion", "5156", "allowed"],
  [french, "bloqué", " une connexion", "5157", "denied"],
  [french, "bloqué", " un paquet", "5152", "denied"],
  [french, "autorisé", " une liaison", "5158", "allowed"],
  [`${spanish}ha `, "permitido", " una conexión", "5156", "allowed"],
  [spanish, "permitió", " una conexión", "5156", "allowed"],
  [`${spanish}ha `, "bloqueado", " una conexión", "5157", "denied"],
  [spanish, "bloqueó", " una conexión", "5157", "denied"],
  [`${spanish}ha `, "bloqueado", " un paquete", "5152", "denied"],
  [spanish, "bloqueó", " un paquete", "5152", "denied"],
  [portuguese, "permitiu", " uma conexão", "5156", "allowed"],
  [portuguese, "bloqueou", " uma conexão", "5157", "denied"],
  [portuguese, "bloqueou", " um pacote", "5152", "denied"],
  [italian, "consentito", " una connessione", "5156", "allowed"],
  [italian, "bloccato", " una connessione", "5157", "denied"],
  [italian, "bloccato", " un pacchetto", "5152", "denied"],
  [russian, "разрешила", " подключение", "5156", "allowed"],
  [russian, "заблокировала", " подключение", "5157", "denied"],
  [russian, "заблокировала", " пакет", "5152", "denied"],
];

const messages: readonly FilteringMessage[] = sentences.map(([before, action, after, code, type]) => ({
  before: latin(before),
  action: latin(action),
  after: latin(after),
  code,
  type,
}));

/** The text's bytes in UTF-8, each as one character: what `hasWordAt` compares. */
function latin(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Bytes that a sentence of the platform begins with: W, l, i, and what Cyrillic begins with. */
const firsts: ReadonlySet<number> = new Set(messages.map(({ before }) => before.charCodeAt(0)));

export interface FoundMessage {
  /** -1 where there is none. */
  readonly at: number;
  readonly actionFrom: number;
  readonly actionTo: number;
  readonly to: number;
  readonly code: string;
  readonly type: EventType | undefined;
}

const nothing: FoundMessage = { at: -1, actionFrom: -1, actionTo: -1, to: -1, code: "", type: undefined };

/** `The Windows Filtering Platform has permitted a connection`, in whatever language is known. */
export function findFilteringMessage(bytes: Uint8Array, start: number, end: number): FoundMessage {
  for (let at = start; at + shortest < end; at++) {
    if (!firsts.has(bytes[at]!)) continue;
    for (const { before, action, after, code, type } of messages) {
      if (!hasWordAt(bytes, at, end, before)) continue;
      const actionFrom = at + before.length;
      const actionTo = actionFrom + action.length;
      if (hasWordAt(bytes, actionFrom, end, action) && hasWordAt(bytes, actionTo, end, after))
        return { at, actionFrom, actionTo, to: actionTo + after.length, code, type };
    }
  }
  return nothing;
}

const shortest = Math.min(...messages.map(({ before }) => before.length));

/** What an event means, by its number. */
export function typeOfEvent(code: string): EventType | undefined {
  return messages.find((message) => message.code === code)?.type;
}
