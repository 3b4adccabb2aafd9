/**
 * Every field a line of evidence can carry, with its place in a Row's arrays.
 * For socket tables `source` is the local end and `destination` the foreign one, as ECS has it.
 */
export const field = {
  time: 0,
  action: 1,
  transport: 2,
  sourceAddress: 3,
  sourcePort: 4,
  destinationAddress: 5,
  destinationPort: 6,
  state: 7,
  pid: 8,
  process: 9,
  direction: 10,
  size: 11,
  ingress: 12,
  egress: 13,
  rule: 14,
  code: 15,
  host: 16,
  service: 17,
  module: 18,
  user: 19,
  session: 20,
  sessionNumber: 21,
  memory: 22,
  executable: 23,
  commandLine: 24,
  parentPid: 25,
  repeat: 26,
  lost: 27,
  status: 28,
  title: 29,
  offload: 30,
  cpuTime: 31,
  // What a translating firewall makes of the two ends; `source` and `destination` are as the hosts know them.
  sourceNatAddress: 32,
  sourceNatPort: 33,
  destinationNatAddress: 34,
  destinationNatPort: 35,
  sourceBytes: 36,
  destinationBytes: 37,
  sourcePackets: 38,
  destinationPackets: 39,
  // Names beside addresses; a name in an address's place stays in the address's field.
  sourceName: 40,
  destinationName: 41,
  icmpType: 42,
  icmpCode: 43,
  /** Seconds, or `h:mm:ss`. */
  duration: 44,
  /** What ties the lines of one connection together: a connection's number, Zeek's uid, a session id. */
  connectionId: 45,
  reason: 46,
  application: 47,
  /** When a process started, as printed. */
  started: 48,
  md5: 49,
  sha1: 50,
  sha256: 51,
  company: 52,
  description: 53,
  version: 54,
  /** Whether a signature was found good, in the tool's own word. */
  signature: 55,
  signer: 56,
  /** Path or name of a file that a line is about, as in lists of hashes. */
  file: 57,
  sha384: 58,
  sha512: 59,
  /** Hash of the names a program imports. */
  imphash: 60,
  product: 61,
  threadId: 62,
  /** Whether an end is inside, where a log says it of each: Zeek's `T` and `F`. */
  sourceSide: 63,
  destinationSide: 64,
  /** What an event was done to, as printed: a file, a registry key, both ends of a connection. */
  path: 65,
  /** How an operation ended, as printed: `SUCCESS`, `NAME NOT FOUND`. */
  result: 66,
  /** What else a monitor says of an operation, as printed. */
  detail: 67,
  /** Integrity level of a process, as printed. */
  integrity: 68,
  /** When a process ended, as printed. */
  ended: 69,
} as const;

export type FieldName = keyof typeof field;
export type FieldIndex = (typeof field)[FieldName];

export const fieldNames = Object.keys(field) as readonly FieldName[];
export const fieldCount = fieldNames.length;
