import { ascii, isBlank, isLetter, trimEnd } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";

/** The title above the table, in the languages Windows has it. Rows are recognized without it. */
const titles = [
  "Active Connections",
  "Aktive Verbindungen",
  "Connexions actives",
  "Conexiones activas",
  "Conexões ativas",
  "Ligações activas",
  "Ligações ativas",
  "Connessioni attive",
  "Actieve verbindingen",
  "Aktywne połączenia",
  "Aktivní připojení",
  "Aktívne pripojenia",
  "Aktív kapcsolatok",
  "Активные подключения",
  "Активні підключення",
  "Активни връзки",
  "Etkin Bağlantılar",
  "Aktiva anslutningar",
  "Aktive forbindelser",
  "Aktive tilkoblinger",
  "Aktiiviset yhteydet",
  "Ενεργές συνδέσεις",
  "Conexiuni active",
  "Aktivne veze",
  "Aktivne povezave",
  "Aktiivsed ühendused",
  "Aktyvūs ryšiai",
  "Aktīvie savienojumi",
  "アクティブな接続",
  "活动连接",
  "使用中連線",
  "활성 연결",
  "חיבורים פעילים",
  "الاتصالات النشطة",
];

/** The heading of the first column. */
const protocolHeadings = [
  "Proto",
  "Proto.",
  "Prot.",
  "Protocol",
  "Protocolo",
  "Protocole",
  "Protocollo",
  "Protokoll",
  "Protokol",
  "Protokół",
  "Протокол",
  "Имя",
  "协议",
  "通訊協定",
  "プロトコル",
  "프로토콜",
  "Πρωτ.",
];

/** How `-b` begins to say, below a row, that it may not know the owner. */
const ownerUnknown = [
  "Can not obtain ownership information",
  "Cannot obtain ownership information",
  "Es konnten keine Besitzerinformationen",
  "Besitzerinformationen konnten nicht",
  "Impossible d'obtenir les informations de propri",
  "No se puede obtener informaci",
  "No se puede obtener la informaci",
  "Não é possível obter informações de propriedade",
  "Não foi possível obter informações",
  "Impossibile ottenere informazioni sulla propriet",
  "Kan geen eigendomsgegevens",
  "Nie można uzyskać informacji o własności",
  "Не удается получить сведения о владельце",
  "Не удалось получить сведения о владельце",
  "Sahiplik bilgisi alınamıyor",
  "無法取得擁有權資訊",
  "无法获取所有权信息",
  "所有者情報を取得できません",
  "소유권 정보를 가져올 수 없습니다",
  "x: ",
];

/** What netstat says instead of a table where `-b` was run without elevation. */
const elevationNeeded = [
  "The requested operation requires elevation",
  "Der angeforderte Vorgang erfordert erhöhte Rechte",
  "L'opération demandée nécessite une élévation",
  "La operación solicitada requiere elevación",
  "A operação solicitada requer elevação",
  "L'operazione richiesta richiede l'esecuzione con privilegi",
  "L'operazione richiesta necessita di elevazione",
  "De gevraagde bewerking vereist",
  "Żądana operacja wymaga podniesienia uprawnień",
  "Запрошенная операция требует повышения",
  "İstenen işlem yükseltme gerektiriyor",
  "请求的操作需要提升",
  "所要求的操作需要提高權限",
  "要求された操作には管理者特権が必要です",
  "요청한 작업을 수행하려면 권한 상승이 필요합니다",
];

/** What opens the statistics of `-e`, `-s` and `-r` without a word that is the same in every language. */
const statisticsTitles = [
  "Interface Statistics",
  "Schnittstellenstatistik",
  "Statistiques d'interface",
  "Statistiques de l'interface",
  "Estadísticas de interfaz",
  "Estatísticas de interface",
  "Statistiche interfaccia",
  "Interface List",
  "Schnittstellenliste",
  "Liste d'Interfaces",
  "ILista de interfaces",
  "Lista de interfaces",
  "Elenco interfacce",
];

const longestWording = 160;

/** The line's text, where it is short enough to be one of these wordings. */
function wordingOf(bytes: Uint8Array, at: number, lineEnd: number): string | undefined {
  const end = trimEnd(bytes, at, lineEnd);
  return longestWording < end - at ? undefined : folded(textOf(bytes, at, end));
}

/**
 * Lower case, with what a wrong code page may have damaged as `?`, but only where enough of the wording is
 * ASCII to be told from others. A typographic apostrophe is an apostrophe.
 */
function folded(text: string): string {
  const plain = text.replaceAll("\u2019", "'").toLowerCase();
  const damaged = plain.replace(/[^ -~]+/gu, "?");
  const letters = damaged.replace(/[^a-z]/g, "").length;
  return plain.length <= letters * 2 ? damaged : plain;
}

const foldedTitles: ReadonlySet<string> = new Set(titles.map(folded));
const foldedHeadings: ReadonlySet<string> = new Set(protocolHeadings.map(folded));
const foldedOwnerUnknown = ownerUnknown.map(folded);
const foldedOther = [...elevationNeeded, ...statisticsTitles].map(folded);

const longestTitle = 80;

/** Letters and blanks alone, as nearly no line of a log is. */
function isWords(bytes: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80 && !isLetter(byte) && !isBlank(byte) && byte !== ascii.colon && byte !== questionMark)
      return false;
  }
  return true;
}

/** Stands where a wrong code page lost a letter. */
const questionMark = 0x3f;

export function isTitle(bytes: Uint8Array, at: number, end: number): boolean {
  if (longestTitle < end - at || !isWords(bytes, at, end)) return false;
  const text = wordingOf(bytes, at, end);
  return text !== undefined && foldedTitles.has(text.endsWith(":") ? text.slice(0, -1) : text);
}

export function isProtocolHeading(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from <= 20 && foldedHeadings.has(folded(textOf(bytes, from, to)));
}

export function saysOwnerUnknown(bytes: Uint8Array, at: number, end: number): boolean {
  const text = wordingOf(bytes, at, end);
  return text !== undefined && foldedOwnerUnknown.some((start) => text.startsWith(start));
}

/** Elevation asked for, or the title of statistics: known, and no evidence. */
export function isOtherWording(bytes: Uint8Array, at: number, end: number): boolean {
  const text = wordingOf(bytes, at, end);
  return text !== undefined && foldedOther.some((start) => text.startsWith(start));
}
