/** A database of addresses in words: what it calls itself, when it was built, and what it says of networks. */
export interface MmdbDescription {
  readonly type: string;
  /** `2031-06-30` */
  readonly built: string;
  readonly ipVersion: 4 | 6;
  readonly recordSize: 24 | 28 | 32;
  readonly networks: Readonly<Record<string, unknown>>;
}

interface Node {
  readonly sides: [Node | number | undefined, Node | number | undefined];
  number: number;
}

/** The bytes of a database in MaxMind's format (https://maxmind.github.io/MaxMind-DB/), as small as can be. */
export function mmdbOf(description: MmdbDescription): Buffer {
  const { ipVersion, recordSize, networks } = description;
  const root: Node = { sides: [undefined, undefined], number: 0 };
  const records: Buffer[] = [];
  let size = 0;
  for (const [network, says] of Object.entries(networks)) {
    put(root, bitsOf(network, ipVersion), size);
    const bytes = valueBytes(says);
    records.push(bytes);
    size += bytes.length;
  }
  const nodes = inOrder(root);
  const tree = Buffer.concat(nodes.map((node) => nodeBytes(node, nodes.length, recordSize)));
  const facts = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: Date.parse(`${description.built}T00:00:00Z`) / 1000,
    database_type: description.type,
    description: { en: "Invented networks" },
    ip_version: ipVersion,
    languages: ["en"],
    node_count: nodes.length,
    record_size: recordSize,
  };
  const mark = Buffer.from("abcdef4d61784d696e642e636f6d", "hex");
  return Buffer.concat([tree, Buffer.alloc(16), ...records, mark, valueBytes(facts)]);
}

/** Networks of IPv4 lie below `::/96` in a tree of IPv6. */
function bitsOf(network: string, ipVersion: 4 | 6): readonly (0 | 1)[] {
  const [address = "", length = ""] = network.split("/");
  const isOld = !address.includes(":");
  const bytes = isOld
    ? address.split(".").map(Number)
    : wordsOf(address).flatMap((word) => [word >> 8, word & 255]);
  const all = isOld && ipVersion === 6 ? [...new Array<number>(12).fill(0), ...bytes] : bytes;
  const wanted = Number(length) + (isOld && ipVersion === 6 ? 96 : 0);
  return all
    .flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => ((byte >> bit) & 1) as 0 | 1))
    .slice(0, wanted);
}

function wordsOf(address: string): readonly number[] {
  const [left = "", right = ""] = address.split("::");
  const words = (text: string) =>
    text === "" ? [] : text.split(":").map((word) => Number.parseInt(word, 16));
  const [head, tail] = [words(left), words(right)];
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function put(root: Node, bits: readonly (0 | 1)[], offset: number): void {
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const known = node.sides[bit];
    const next: Node = typeof known === "object" ? known : { sides: [undefined, undefined], number: 0 };
    node.sides[bit] = next;
    node = next;
  }
  node.sides[bits.at(-1)!] = offset;
}

function inOrder(root: Node): readonly Node[] {
  const nodes: Node[] = [];
  const visit = (node: Node) => {
    node.number = nodes.length;
    nodes.push(node);
    for (const side of node.sides) if (typeof side === "object") visit(side);
  };
  visit(root);
  return nodes;
}

function nodeBytes({ sides }: Node, count: number, recordSize: 24 | 28 | 32): Buffer {
  const [left, right] = sides.map((side) =>
    side === undefined ? count : typeof side === "number" ? count + 16 + side : side.number,
  ) as [number, number];
  const bytes = Buffer.alloc(recordSize / 4);
  if (recordSize === 28) {
    bytes.writeUIntBE(left & 0xffffff, 0, 3);
    bytes[3] = ((left >>> 24) << 4) | (right >>> 24);
    bytes.writeUIntBE(right & 0xffffff, 4, 3);
    return bytes;
  }
  bytes.writeUIntBE(left, 0, recordSize / 8);
  bytes.writeUIntBE(right, recordSize / 8, recordSize / 8);
  return bytes;
}

function valueBytes(value: unknown): Buffer {
  if (typeof value === "string")
    return Buffer.concat([head(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === "number") return numberBytes(value);
  if (typeof value === "boolean") return head(14, Number(value));
  if (Array.isArray(value)) return Buffer.concat([head(11, value.length), ...value.map(valueBytes)]);
  const entries = Object.entries(value as object);
  return Buffer.concat([head(7, entries.length), ...entries.flat().map(valueBytes)]);
}

function numberBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  const short = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([head(short.length <= 4 ? 6 : 9, short.length), short]);
}

function head(type: number, size: number): Buffer {
  const own = size < 29 ? [size] : size < 285 ? [29, size - 29] : [30, (size - 285) >> 8, (size - 285) & 255];
  const [short = 0, ...more] = own;
  return Buffer.from(type < 8 ? [(type << 5) | short, ...more] : [short, type - 7, ...more]);
}
