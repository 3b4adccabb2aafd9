// What one would write in a quarter of an hour: rows by far end and port of a firewall log, line by line.
// usage: node ordinaryScript.mjs pfirewall|ufw LOG
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const [format, log] = process.argv.slice(2);
const counts = new Map();
for await (const line of createInterface({ input: createReadStream(log) })) {
  const remote = format === "ufw" ? netfilterRemote(line) : pfirewallRemote(line);
  if (remote !== undefined) counts.set(remote, (counts.get(remote) ?? 0) + 1);
}
console.log(counts.size);

function pfirewallRemote(line) {
  if (line.startsWith("#")) return undefined;
  const cells = line.split(" ");
  return cells.length < 17 ? undefined : `${cells[16] === "RECEIVE" ? cells[4] : cells[5]}:${cells[7]}`;
}

function netfilterRemote(line) {
  const [, source, destination] = / SRC=(\S+) DST=(\S+) /.exec(line) ?? [];
  const [, port] = / DPT=(\d+)/.exec(line) ?? [];
  return destination && `${line.includes(" BLOCK] ") ? source : destination}:${port}`;
}
