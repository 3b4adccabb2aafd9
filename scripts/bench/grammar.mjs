// Tokenizing speed of each grammar against eight loose `\b` rules, the ordinary way to color a log.
// usage: node scripts/bench/grammar.mjs [--lines=20000] [--pairs=5]
import textmate from "vscode-textmate";
import { median, numberOption } from "./measure.mjs";
import { rowWriters } from "./rows.mjs";
import { loadGrammar, ownGrammars } from "./textmate.mjs";

const lineCount = numberOption("lines", 20_000);
const pairs = numberOption("pairs", 5);

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

/** Seconds of processor time one pass over the lines takes; the wall clock would count other programs too. */
function pass(grammar, lines) {
  const before = process.cpuUsage();
  let state = textmate.INITIAL;
  for (const line of lines) state = grammar.tokenizeLine2(line, state).ruleStack;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const perSecond = (time) => Math.round(lineCount / time).toLocaleString("en");

const own = ownGrammars();
const looseGrammar = await loadGrammar("source.loose", { "source.loose": loose });
for (const [scope, write] of Object.entries(rowWriters)) {
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
