import fc from "fast-check";
import { expect, test } from "vitest";
import { allFormats } from "../../src/formats/all.ts";
import { scanFiles, viewCase } from "../../src/workspace/case/loadCase.ts";
import type { FileEntry, Files } from "../../src/workspace/reading/files.ts";

/** One connection as a firewall saw it, of which a log may lack the start or the end. */
interface Logged {
  readonly client: string;
  readonly clientPort: number;
  readonly service: number;
  readonly logged: "both" | "built" | "teardown" | "denied";
}

const connections: fc.Arbitrary<readonly Logged[]> = fc.array(
  fc.record({
    client: fc.constantFrom("10.20.0.42", "10.20.0.43", "198.51.100.7", "198.51.100.8"),
    clientPort: fc.integer({ min: 40_000, max: 40_005 }),
    service: fc.constantFrom(443, 12_000),
    logged: fc.constantFrom<Logged["logged"]>("both", "built", "teardown", "denied"),
  }),
  { maxLength: 30 },
);

const inside = "10.20.0.5";
const outside = "203.0.113.77";

test("a remote's count is its denied packets and the larger of its starts and ends", async () => {
  await fc.assert(
    fc.asyncProperty(connections, async (logged) => {
      const text = logged.flatMap(linesOf).join("\n");
      const remotes = await remotesOf(`${text}\n`);
      expect(remotes).toEqual(countedPlainly(logged));
    }),
    { numRuns: 150, seed: 20310702 },
  );
}, 60_000);

function isOutbound({ client }: Logged): boolean {
  return client.startsWith("10.");
}

/** The end on the less safe side stands first, whoever called. */
function linesOf(connection: Logged, id: number): readonly string[] {
  const { client, clientPort, service, logged } = connection;
  const out = isOutbound(connection);
  const first = out ? `outside:${outside}/${service}` : `outside:${client}/${clientPort}`;
  const second = out ? `inside:${client}/${clientPort}` : `inside:${inside}/${service}`;
  const head = `Jul 02 2031 09:01:07 fw01 : %ASA-6-`;
  const built = `${head}302013: Built ${out ? "outbound" : "inbound"} TCP connection ${id} for ${first} (192.0.2.9/1) to ${second} (192.0.2.9/2)`;
  const teardown = `${head}302014: Teardown TCP connection ${id} for ${first} to ${second} duration 0:00:30 bytes 5 TCP FINs`;
  const [source, destination] = out ? [second, first] : [first, second];
  const denied = `${head}106023: Deny tcp src ${source} dst ${destination} by access-group "a" [0x0, 0x0]`;
  return { both: [built, teardown], built: [built], teardown: [teardown], denied: [denied] }[logged];
}

function countedPlainly(logged: readonly Logged[]): object {
  const groups = new Map<string, Record<Logged["logged"], number>>();
  for (const connection of logged) {
    const out = isOutbound(connection);
    const id = `${out ? outside : connection.client} ${connection.service} tcp ${out ? "outbound" : "inbound"}`;
    const group = groups.get(id) ?? { both: 0, built: 0, teardown: 0, denied: 0 };
    groups.set(id, group);
    group[connection.logged]++;
  }
  return Object.fromEntries(
    [...groups].map(([id, { both, built, teardown, denied }]) => [
      id,
      denied + both + Math.max(built, teardown),
    ]),
  );
}

async function remotesOf(text: string): Promise<object> {
  const bytes = new TextEncoder().encode(text);
  const entry: FileEntry = { uri: "case:/fw.log", path: "fw.log", size: bytes.length, changed: 0 };
  const files: Files = {
    async *list() {},
    stat: async () => entry,
    async *read() {
      yield bytes;
    },
  };
  const { view } = viewCase(await scanFiles(files, [entry], { formats: allFormats }, () => {}));
  return Object.fromEntries(view.remotes.map(({ id, count }) => [id, count]));
}
