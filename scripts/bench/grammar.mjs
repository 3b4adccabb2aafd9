// Tokenizing speed of each grammar against eight loose `\b` rules, the ordinary way to color a log.
// usage: node scripts/bench/grammar.mjs [--lines=20000] [--pairs=5]
import textmate from "vscode-textmate";
import { loadGrammar, ownGrammars } from "./textmate.mjs";

const option = (name, otherwise) =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split("=")[1] ?? otherwise);
const lineCount = option("lines", 20_000);
const pairs = option("pairs", 5);

const loose = {
  scopeName: "source.loose",
  patterns: [
    [
      "variable.other.time",
      "\\b\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d\\b|\\b[A-Z][a-z]{2} +\\d+ \\d\\d:\\d\\d:\\d\\d\\b",
    ],
    ["entity.name.type.address", "\\b\\d{1,3}(\\.\\d{1,3}){3}\\b|\\[?\\b[0-9a-fA-F]*::?[0-9a-fA-F:]+\\b\\]?"],
    ["markup.deleted.action", "\\b(DROP|BLOCK|DENY|REJECT)\\b"],
    ["markup.inserted.action", "\\b(ALLOW|ACCEPT|OPEN|CLOSE)\\b"],
    ["keyword.other.protocol", "\\b(TCP|UDP|ICMP|IGMP)\\b"],
    ["keyword.control.state", "\\b(LISTENING|ESTABLISHED|TIME_WAIT|CLOSE_WAIT|SYN_SENT|SEND|RECEIVE)\\b"],
    ["support.class.process", "\\b[\\w-]+\\.(exe|dll)\\b"],
    ["constant.numeric", "\\b\\d+\\b"],
  ].map(([name, match]) => ({ name, match })),
  repository: {},
};

const port = (row) => 49152 + (row % 16384);
const remote = (row) => `203.0.113.${row % 256}`;
const seconds = (row) => `09:${String(row % 60).padStart(2, "0")}:${String((row * 7) % 60).padStart(2, "0")}`;

const samples = {
  "source.netstat": (row) =>
    `  TCP    ${`10.20.0.42:${port(row)}`.padEnd(22)} ${`${remote(row)}:443`.padEnd(22)} ESTABLISHED     ${4 * (row % 5000)}`,
  "source.pfirewall": (row) =>
    `2031-07-02 ${seconds(row)} DROP UDP 10.20.0.42 ${remote(row)} ${port(row)} 12000 60 - - - - - - - SEND ${4 * (row % 5000)}`,
  "source.netfilter": (row) =>
    `Jul  2 ${seconds(row)} gw kernel: [${row}.512] [UFW BLOCK] IN=eth0 OUT= MAC=02:00:5e:00:53:01:02:00:5e:00:53:02:08:00 SRC=10.20.0.42 DST=${remote(row)} LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=${row % 65536} DF PROTO=UDP SPT=${port(row)} DPT=12000 LEN=40`,
  "source.tasklist": (row) =>
    `${"svchost.exe".padEnd(25)} ${String(4 * (row % 5000)).padStart(8)} Services                   0     ${10 + (row % 90)},${100 + (row % 900)} K`,
};

/** Seconds of processor time one pass over the lines takes; the wall clock would count other programs too. */
function pass(grammar, lines) {
  const before = process.cpuUsage();
  let state = textmate.INITIAL;
  for (const line of lines) state = grammar.tokenizeLine2(line, state).ruleStack;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const perSecond = (time) => Math.round(lineCount / time).toLocaleString("en");

const own = ownGrammars();
const looseGrammar = await loadGrammar("source.loose", { "source.loose": loose });
for (const [scope, write] of Object.entries(samples)) {
  const lines = Array.from({ length: lineCount }, (_, row) => write(row));
  const grammar = await loadGrammar(scope, own);
  pass(grammar, lines.slice(0, 1000));
  pass(looseGrammar, lines.slice(0, 1000));
  const times = Array.from({ length: pairs }, () => [pass(looseGrammar, lines), pass(grammar, lines)]);
  const ratio = median(times.map(([slow, fast]) => slow / fast));
  const [slow, fast] = [0, 1].map((side) => median(times.map((pair) => pair[side])));
  console.log(
    `${scope.padEnd(18)} ${perSecond(fast)} lines/s, loose ${perSecond(slow)}, ${ratio.toFixed(1)} x`,
  );
}
