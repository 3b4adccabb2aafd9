import { ascii, indexOfByte } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";

/** The first key of a block of `/fo list`, in the languages Windows has it. */
const imageNames = [
  "Image Name",
  "Abbildname",
  "Nom de l'image",
  "Nombre de imagen",
  "Nome da imagem",
  "Nome imagem",
  "Nome immagine",
  "Naam afbeelding",
  "Naam installatiekopie",
  "Nazwa obrazu",
  "Název obrázku",
  "Název bitové kopie",
  "Názov obrázka",
  "Lemezkép neve",
  "Имя образа",
  "Ім'я образу",
  "Görüntü Adı",
  "Avbildningsnamn",
  "Billednavn",
  "Bildenavn",
  "Prosessin nimi",
  "映像名称",
  "映像名稱",
  "イメージ名",
  "이미지 이름",
];

const serviceHeadings = [
  "Services",
  "Dienste",
  "Servicios",
  "Serviços",
  "Servizi",
  "Usługi",
  "Služby",
  "Szolgáltatások",
  "Службы",
  "Служби",
  "Hizmetler",
  "Tjänster",
  "Tjenester",
  "Palvelut",
  "服务",
  "服務",
  "サービス",
  "서비스",
];

const moduleHeadings = [
  "Modules",
  "Module",
  "Módulos",
  "Moduli",
  "Moduły",
  "Moduly",
  "Modulok",
  "Модули",
  "Модулі",
  "Modüller",
  "Moduler",
  "Moduulit",
  "模块",
  "模組",
  "モジュール",
  "모듈",
];

/** What stands where there is nothing to say. */
const notAvailable = [
  "N/A",
  "N/D",
  "N/V",
  "Nicht zutreffend",
  "Nicht verfügbar",
  "Non disponible",
  "No disponible",
  "Non disponibile",
  "Niet van toepassing",
  "Nie dotyczy",
  "Brak",
  "Není k dispozici",
  "Н/Д",
  "Н/д",
  "Yok",
  "暂缺",
  "不适用",
  "不適用",
  "無",
  "該当なし",
  "해당 없음",
];

/** How tasklist begins to say that there is nothing to list, or why not. */
const remarks = [
  "INFO:",
  "INFORMATION:",
  "INFORMACIÓN:",
  "INFORMAÇÃO:",
  "INFORMAÇÕES:",
  "INFORMAZIONI:",
  "INFORMACJA:",
  "ИНФОРМАЦИЯ:",
  "BİLGİ:",
  "信息:",
  "資訊:",
  "情報:",
  "정보:",
  "ERROR:",
  "FEHLER:",
  "ERREUR:",
  "ERREUR :",
  "ERRO:",
  "ERRORE:",
  "BŁĄD:",
  "ОШИБКА:",
  "错误:",
  "錯誤:",
  "エラー:",
  "WARNING:",
  "WARNUNG:",
];

const longestWording = 90;

/** Lower case, one kind of apostrophe, and one blank for every stretch of them. */
function folded(text: string): string {
  return text.replaceAll("\u2019", "'").toLowerCase().split(/\s+/u).join(" ").trim();
}

const foldedImageNames = new Set(imageNames.map(folded));
const foldedServices = new Set(serviceHeadings.map(folded));
const foldedModules = new Set(moduleHeadings.map(folded));
const foldedNotAvailable = new Set(notAvailable.map(folded));
const foldedRemarks = remarks.map(folded);

export function isImageHeading(bytes: Uint8Array, from: number, to: number): boolean {
  return isOneOf(foldedImageNames, bytes, from, to);
}

export function isServiceHeading(bytes: Uint8Array, from: number, to: number): boolean {
  return isOneOf(foldedServices, bytes, from, to);
}

export function isModuleHeading(bytes: Uint8Array, from: number, to: number): boolean {
  return isOneOf(foldedModules, bytes, from, to);
}

export function isNotAvailable(bytes: Uint8Array, from: number, to: number): boolean {
  return isOneOf(foldedNotAvailable, bytes, from, to);
}

/** Longer than any of the words, in bytes. */
const longestRemark = 30;

export function isRemark(bytes: Uint8Array, at: number, end: number): boolean {
  if (indexOfByte(bytes, ascii.colon, at, Math.min(end, at + longestRemark)) < 0) return false;
  const start = folded(textOf(bytes, at, Math.min(end, at + longestWording)));
  return foldedRemarks.some((remark) => start.startsWith(remark));
}

function isOneOf(words: ReadonlySet<string>, bytes: Uint8Array, from: number, to: number): boolean {
  return from < to && to - from <= longestWording && words.has(folded(textOf(bytes, from, to)));
}
