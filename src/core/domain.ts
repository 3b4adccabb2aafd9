import { isAddress } from "./address.ts";

/** Whether a word reads as a domain name; `explorer.exe` and `fw.log` do not. */
export function isDomain(text: string): boolean {
  if (253 < text.length || isAddress(text)) return false;
  const labels = text.split(".");
  const top = labels.at(-1)!.toLowerCase();
  return 1 < labels.length && labels.every((label) => domainLabel.test(label)) && isTopLevel(top);
}

const domainLabel = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u;
const topLevel = /^(?:\p{L}{2,24}|xn--[a-z0-9-]{1,59})$/u;

/** Ends of file names that are no top-level domains, or that in these texts are file names far more often. */
const fileEnds: ReadonlySet<string> = new Set(
  (
    "exe dll sys log txt csv tsv pml evt evtx json jsonl xml yml yaml ini inf cfg conf dat db tmp bak ps1 psm1 bat cmd " +
    "vbs js wsf hta msi msp cab ocx cpl drv scr lnk url pdf doc docx xls xlsx ppt rtf htm html php asp aspx jsp md " +
    "png jpg gif ico svg bin iso img gz tgz rar netstat pcap pcapng etl dmp pf mui service socket"
  ).split(" "),
);

function isTopLevel(label: string): boolean {
  return topLevel.test(label) && !fileEnds.has(label);
}
