/**
 * Ports of far ends that programs in two sandboxes contacted and others seldom do. SigmaHQ, "Potentially Suspicious
 * Malware Callback Communication" (4b89abaa-99fe-4232-afdd-8f9aa4d20382, Florian Roth). Whoever writes malware picks
 * any port: that one is not here says nothing.
 */
export const callbackPorts: ReadonlySet<number> = new Set([
  ...[
    100, 198, 200, 243, 473, 666, 700, 743, 777, 1443, 1515, 1777, 1817, 1904, 1960, 2443, 2448, 3360, 3675,
  ],
  ...[3939, 4040, 4433, 4438, 4443, 4444, 4455, 5445, 5552, 5649, 6625, 7210, 7777, 8143, 8843, 9631, 9943],
  ...[10101, 12102, 12103, 12322, 13145, 13394, 13504, 13505, 13506, 13507, 14102, 14103, 14154],
  ...[49180, 65520, 65535],
]);
