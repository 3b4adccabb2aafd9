/** What a note says around its evidence: headings, and host names in its prose. */
export interface Outline {
  readonly headings: readonly Heading[];
  readonly mentions: readonly HostMention[];
}

export interface Heading {
  readonly line: number;
  /** 1 for `#`, 2 for `##` … */
  readonly level: number;
  readonly text: string;
}

export interface HostMention {
  readonly line: number;
  readonly host: string;
}

/** Gathers an outline from the lines of a document that are no evidence. */
export class OutlineReader implements Outline {
  readonly headings: Heading[] = [];
  readonly mentions: HostMention[] = [];

  prose(line: number, text: string): void {
    const heading = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/.exec(text);
    if (heading) this.headings.push({ line, level: heading[1]!.length, text: heading[2]!.trim() });
    for (const host of hostNamesIn(text)) this.mentions.push({ line, host });
  }
}

/** Words that announce a host's name, in the languages notes are written in. Compared in lower case. */
const announcing: ReadonlySet<string> = new Set([
  ..."host hostname computer computername machine workstation server endpoint laptop pc client".split(" "),
  ..."rechner rechnername arbeitsplatz arbeitsplatzrechner maschine".split(" "),
  ..."equipo servidor máquina ordenador ordinateur poste machine serveur macchina komputer počítač".split(
    " ",
  ),
  ..."хост компьютер 主机 ホスト".split(" "),
]);

/** Standards and products that look like host names. */
const notHosts =
  /^(?:UTF|SHA|MD|CVE|RFC|ISO|UTC|GMT|CEST|TCP|UDP|IP|IPV|HTTP|TLS|SSL|AES|RSA|MS|KB|TA|T|CP|X|COVID|E|A|PID|PPID|PORT|WIN|WINDOWS|CASE|INC|TICKET)-?\d/i;

/** A NetBIOS name as administrators build them: `WS-042`, `DESKTOP-9JPISDO`, `SRV01-FRA`. */
const builtName = /^(?=.*[A-Z])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$/;
const plausibleName = /^[\p{L}\p{N}][\p{L}\p{N}_-]{1,62}$/u;

/** Names of hosts in a sentence: built like one, or announced as one (`Host: buero-pc12`, `auf Rechner pc7`). */
export function hostNamesIn(text: string): readonly string[] {
  const words = text.slice(0, 400).split(/[\s,;:()[\]"'`*<>|=/\\„“”«»!?]+/u);
  const names: string[] = [];
  for (const [i, raw] of words.entries()) {
    const word = raw.replace(/[.]+$/, "");
    if (word.length < 3 || notHosts.test(word)) continue;
    const built =
      builtName.test(word) && word.length <= 15 && /\d|^(?:DC|FW|WS|PC|SRV|LAPTOP|DESKTOP)-/.test(word);
    const announced =
      announcing.has((words[i - 1] ?? "").toLowerCase()) && plausibleName.test(word) && /[\d_-]/.test(word);
    if (built || announced) names.push(word);
  }
  return names;
}
