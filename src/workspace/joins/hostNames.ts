/** Words that announce a host's name, in the languages notes are written in. Compared in lower case. */
const announcing: ReadonlySet<string> = new Set([
  ..."host hostname computer computername machine workstation server endpoint laptop pc client".split(" "),
  ..."rechner rechnername arbeitsplatz arbeitsplatzrechner arbeitsstation maschine notebook".split(" "),
  ..."equipo servidor máquina ordenador ordinateur poste machine serveur macchina komputer počítač".split(
    " ",
  ),
  ..."хост компьютер 主机 ホスト".split(" "),
]);

/** Words before which a name in small letters may be a host's: `auf buero-07`. */
const placing: ReadonlySet<string> = new Set("on from at of auf von vom bei am sur de en su".split(" "));

/** Standards, products and our own codes that look like host names. */
const notHosts =
  /^(?:UTF|SHA|MD|CVE|RFC|ISO|UTC|GMT|CEST|CET|TCP|UDP|IP|IPV|HTTP|TLS|SSL|AES|RSA|MS|KB|TA|T|CP|X|COVID|E|A|EV|NET|PR|PID|PPID|PORT|WIN|WINDOWS|CASE|INC|INCIDENT|TICKET|FALL|VORFALL|TEIL|PART|STEP|SCHRITT|SNAPSHOT)[-_.]?\d|^FW\d{3}$/i;

/** A NetBIOS name as administrators build them: `WS-042`, `DESKTOP-9JPISDO`, `SRV01-FRA`, `EMPFANG-PC`. */
const builtName = /^(?=\p{Lu})[\p{Lu}\d]+(?:-[\p{Lu}\d]+)+$/u;
const builtWithoutDigit =
  /^(?:DC|FW|WS|PC|SRV|LAPTOP|DESKTOP)-|-(?:PC|NB|LT|WS|SRV|DC|LAPTOP|NOTEBOOK|CLIENT)$/u;
const smallName = /^\p{Ll}[\p{Ll}\d]*-\p{Ll}*\d{1,4}$/u;
const plausibleName = /^[\p{L}\p{N}][\p{L}\p{N}_-]{1,62}$/u;
const longestNetBios = 15;
/** `kim@gw-01:~$ ss -tunap`, `[root@gw-01 log]# netstat -anp`, `kim@mac-61 ~ % lsof -i`. */
const shellPrompt =
  /^[ \t]*[[(]?[\p{L}\p{N}_.-]{1,32}@([\p{L}\p{N}_-]{2,63})(?:\.[\p{L}\p{N}_.-]{1,200})?[: \]][^$#%\r\n]{0,120}[$#%][ \t]/u;
/** Longer lines are no sentences. */
const longestSentence = 400;

/**
 * Names of hosts in a sentence: built like one (`WS-042`), announced as one (`Host: buero-pc12`, `auf Rechner
 * EMPFANG`), in a place (`auf buero-07`), or in the prompt of a shell (`[ws-042]: PS C:\>`, `kim@gw-01:~$`).
 */
export function hostNamesIn(text: string): readonly string[] {
  const prompt = /^\s*\[([\p{L}\p{N}_.-]+)\]: PS /u.exec(text.slice(0, longestSentence))?.[1];
  if (prompt !== undefined) return [prompt];
  const shell = shellPrompt.exec(text.slice(0, longestSentence))?.[1];
  if (shell !== undefined && shell.toLowerCase() !== "localhost") return [shell];
  const words = text.slice(0, longestSentence).split(/[\s,;:()[\]"'`*<>|=/\\„“”«»!?]+/u);
  const names: string[] = [];
  for (const [i, raw] of words.entries()) {
    const word = raw.replace(/[.]+$/, "");
    if (isName(word, (words[i - 1] ?? "").toLowerCase())) names.push(word);
  }
  return names;
}

/** Whether a heading is about a host, if it names one or not: `## WS-042`, `## Der Vergleichsrechner`. */
export function speaksOfHost(text: string): boolean {
  if (0 < hostNamesIn(text).length) return true;
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => [...announcing].some((host) => word === host || isCompound(word, host)));
}

/** `Nachbarrechner`, `Vergleichsrechners` */
function isCompound(word: string, host: string): boolean {
  return 5 <= host.length && (word.endsWith(host) || word.endsWith(`${host}s`));
}

function isName(word: string, before: string): boolean {
  if (word.length < 3 || notHosts.test(word)) return false;
  if (word.length <= longestNetBios && builtName.test(word))
    return /\d/.test(word) || builtWithoutDigit.test(word);
  if (announcing.has(before)) return plausibleName.test(word) && /[\d_-]|^\p{Lu}{3,}$/u.test(word);
  return placing.has(before) && smallName.test(word);
}

/** Words of file and folder names that say what is in them, not whose it is. */
const contentWord =
  /^(?:netstat|tasklist|tasks?|process(?:es)?|prozess(?:e|liste)?|sockets?|ports?|pfirewall|firewall|fwlog|fw|logs?|logfile|ufw|iptables|kernel|syslog|procmon|evidence|beweise?|spuren|capture|export|output|ausgabe|out|dump|raw|copy|kopie|snapshots?|before|after|vor|nach|vorher|nachher|neustart|reboot|notes?|notizen|notiz|case|fall|vorfall|incident|ticket|files?|dateien|host|hosts|rechner|pc|server|client|computer|ano|anob|abno|an|udp|tcp|svc|csv|txt|utf\d*|v\d?|alt|neu|old|new)$/i;

/** `ws-017-netstat` and `netstat_BUERO07` name a host; `netstat-ano-2` and `2031-07-02_tasklist` do not. */
export function hostNamesInPath(name: string): readonly string[] {
  const bare = name.replace(/(?:19|20)\d\d-?\d\d-?\d\d(?:T?\d{4,6}Z?)?/g, "_");
  return bare.split(/[\s_.,()+]+/u).flatMap((part) => {
    const words = part.split("-").filter((word) => word !== "" && !contentWord.test(word));
    while (/^\d{1,2}$/.test(words[0] ?? "")) words.shift();
    const rest = words.join("-");
    const isHost = plausibleName.test(rest) && /\p{L}/u.test(rest) && /\d/.test(rest) && !notHosts.test(rest);
    return isHost || builtWithoutDigit.test(rest) ? [rest] : [];
  });
}
