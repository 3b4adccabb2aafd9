/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A firewall log that could be, with what its header promises. */
export interface FirewallWorld {
  readonly text: string;
  readonly hasPid: boolean;
}

const names =
  "date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path";
const ports = [53, 80, 123, 443, 445, 3389, 12000];

/** Odd seeds have many hosts, as a collector writes them; every third has no PIDs, every fourth Windows' line breaks, every fifth several headers. */
export function firewallWorld(seed: number): FirewallWorld {
  const below = seededRandom(seed);
  const hasPid = seed % 3 !== 0;
  const hosts = Array.from({ length: seed % 2 === 0 ? 3 : 40 }, (_, i) => `10.20.${below(4)}.${20 + i}`);
  const remotes = Array.from({ length: 60 }, (_, i) =>
    i % 9 === 0 ? `2001:db8::${(i + 1).toString(16)}` : `198.51.100.${i + 1}`,
  );
  const lines = ["#Version: 1.5", "#Software: Microsoft Windows Firewall", header(hasPid), ""];
  let second = 0;
  for (let i = 0; i < 2500; i++) {
    second += below(20);
    if (seed % 5 === 0 && i % 800 === 799) lines.push(header(hasPid));
    if (below(400) === 0) lines.push("", "#Version: 1.5");
    lines.push(row(below, { second, hosts, remotes, hasPid }));
    // One host calls home every five minutes, from the second host of the world.
    if (i % 10 === 0)
      lines.push(line(second, "ALLOW UDP", hosts[1]!, "203.0.113.77", "49731 12000", "SEND", hasPid, 4711));
  }
  return { text: lines.join(seed % 4 === 0 ? "\r\n" : "\n") + (seed % 5 === 0 ? "" : "\n"), hasPid };
}

function header(hasPid: boolean): string {
  return `#Fields: ${names}${hasPid ? " pid" : ""}`;
}

interface Circumstances {
  readonly second: number;
  readonly hosts: readonly string[];
  readonly remotes: readonly string[];
  readonly hasPid: boolean;
}

/** A few of the rows are not as plain as the others: blanks at their ends, two between cells, IPv6, no ports. */
function row(below: (n: number) => number, { second, hosts, remotes, hasPid }: Circumstances): string {
  const host = hosts[below(hosts.length)]!;
  const remote = remotes[Math.min(below(remotes.length), below(remotes.length))]!;
  const protocol = ["TCP", "TCP", "TCP", "UDP", "ICMP"][below(5)]!;
  const port = ports[below(ports.length)]!;
  const ported = protocol === "ICMP" ? "- -" : `${49152 + below(900)} ${port}`;
  const sent = below(3) !== 0;
  const verdict = `${below(4) === 0 ? "DROP" : "ALLOW"} ${protocol}`;
  const [source, destination] = sent ? [host, remote] : [remote, host];
  const pid = [0, 4, 4711, 812 + below(5), 99_999][below(5)]!;
  const text = line(second, verdict, source, destination, ported, sent ? "SEND" : "RECEIVE", hasPid, pid);
  const oddity = below(60);
  if (oddity === 0) return `${text}  `;
  if (oddity === 1) return text.replace(` ${protocol} `, `  ${protocol}\t`);
  return oddity === 2 ? ` ${text}` : text;
}

function line(
  second: number,
  verdict: string,
  source: string,
  destination: string,
  ported: string,
  path: "SEND" | "RECEIVE",
  hasPid: boolean,
  pid: number,
): string {
  const time = new Date(Date.UTC(2031, 6, 2) + second * 1000).toISOString().slice(0, 19).replace("T", " ");
  return `${time} ${verdict} ${source} ${destination} ${ported} 52 - - - - - - - ${path}${hasPid ? ` ${pid}` : ""}`;
}
