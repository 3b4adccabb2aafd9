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
} as const;

export type FieldName = keyof typeof field;
export type FieldIndex = (typeof field)[FieldName];

export const fieldNames = Object.keys(field) as readonly FieldName[];
export const fieldCount = fieldNames.length;
