import fc from "fast-check";
import { expect, test } from "vitest";
import { kernelRemoteJson } from "../../src/cli/kernelRemoteJson.ts";
import { PlainRemoteJson, type RemoteJson } from "../../src/cli/remoteJson.ts";
import { type Zone, zoneNamed } from "../../src/core/zone.ts";
import { allFormats } from "../../src/formats/all.ts";
import { scanFiles, type ViewedCase, viewCase } from "../../src/workspace/case/loadCase.ts";
import type { FileEntry, Files } from "../../src/workspace/reading/files.ts";
import { firewallWorld } from "./firewallWorld.ts";

test.each([1, 2, 3, 4, 5])("the kernel writes the remotes of world %i as JavaScript does", async (seed) => {
  const { text } = firewallWorld(seed);
  await expectSame(await caseOf({ "fw.log": text }, seed === 3 ? zoneNamed("Europe/Berlin") : undefined));
});

test("the kernel writes the remotes of whatever case as JavaScript does", async () => {
  const octet = fc.nat(3);
  const address = fc.oneof(
    fc.tuple(octet, octet).map(([a, b]) => `198.51.${a}.${b}`),
    fc.constantFrom("10.0.0.5", "10.0.0.6", "2001:db8::7", "-"),
  );
  const time = fc
    .date({ min: new Date("1971-01-01"), max: new Date("2399-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 19).replace("T", " "));
  const pid = fc.constantFrom("4", "4711", "4712", "0");
  const row = fc
    .record({ time, address, near: address, port: fc.nat(3), pid, way: fc.constantFrom("SEND", "RECEIVE") })
    .map(
      ({ time, address, near, port, pid, way }) =>
        `${time} ALLOW ${port === 0 ? "ICMP" : "TCP"} ${near} ${address} ${port === 0 ? "- -" : `49731 ${port}`} 0 - - - - - - - ${way} ${pid}`,
    );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 60 }), fc.boolean(), async (rows, isJoined) => {
      const files = { "fw.log": `${header}\n${rows.join("\n")}\n` };
      await expectSame(await caseOf(isJoined ? { ...files, "netstat.txt": table, "ufw.log": ufw } : files));
    }),
    { numRuns: 60 },
  );
});

const header =
  "#Version: 1.5\n#Software: Microsoft Windows Firewall\n#Time Format: Local\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path pid\n";
const table = `Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    10.0.0.5:49731         198.51.1.1:1           ESTABLISHED     4711
 [agent.exe]
  TCP    10.0.0.5:49731         198.51.1.2:2           ESTABLISHED     4712
 [caf\u00e9 "quoted".exe]
  TCP    10.0.0.5:139           0.0.0.0:0              LISTENING       4
`;
const ufw = ["2024-03-12T02:34:37.250125+01:00", "2024-03-12T02:35:37.250125-05:30"]
  .map(
    (time) =>
      `${time} gate kernel: [UFW BLOCK] IN=eth0 OUT= MAC= SRC=198.51.100.4 DST=10.0.0.5 LEN=40 TTL=2 PROTO=TCP SPT=40000 DPT=22 SYN\n`,
  )
  .join("");

async function expectSame({ reading }: ViewedCase): Promise<void> {
  const write = (json: RemoteJson) => {
    for (let process = 0; process < reading.instances.length; process++)
      json.ids(reading.remotes.placesOfProcess(process));
    json.remotes();
    json.out.flush();
  };
  const [plain, kernel] = [gathering(), gathering()];
  write(new PlainRemoteJson(reading.remotes, plain.take));
  const json = kernelRemoteJson(reading.remotes, kernel.take);
  expect(json).toBeDefined();
  write(json!);
  expect(kernel.text()).toBe(plain.text());
}

function gathering() {
  const pieces: Uint8Array[] = [];
  return {
    take: (bytes: Uint8Array) => {
      pieces.push(bytes.slice());
    },
    text: () => Buffer.concat(pieces).toString("utf8"),
  };
}

async function caseOf(texts: { readonly [name: string]: string }, zone?: Zone): Promise<ViewedCase> {
  const bytesOf = (uri: string) => new TextEncoder().encode(texts[uri.slice("case:/".length)]);
  const entries = Object.keys(texts).map(
    (path): FileEntry => ({ path, uri: `case:/${path}`, size: bytesOf(`case:/${path}`).length, changed: 0 }),
  );
  const files: Files = {
    async *list() {},
    stat: async () => entries[0],
    async *read(uri) {
      yield bytesOf(uri);
    },
  };
  const options = { formats: allFormats, ...(zone ? { zone } : {}) };
  return viewCase(await scanFiles(files, entries, options, () => {}));
}
