// Imported first: ends with one sentence where Node is too old for the modules that come after.
const [leastMajor, leastMinor] = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
  console.error(
    `Node ${process.version} is too old: Incident Notes needs ${leastMajor}.${leastMinor} or newer.`,
  );
  process.exit(1);
}
