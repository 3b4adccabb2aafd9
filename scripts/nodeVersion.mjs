const leastNode = [20, 19];

/** Ends here, with one sentence, where Node is too old for the rest. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = leastNode;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  console.error(
    `Node ${process.version} is too old: Incident Notes is built with Node ${leastNode.join(".")} or newer.`,
  );
  process.exit(1);
}
