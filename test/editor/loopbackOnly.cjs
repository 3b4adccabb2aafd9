// Loaded into every process of the VS Code under test: none of them reaches beyond this machine.
const { Socket } = require("node:net");

const loopback = new Set(["localhost", "127.0.0.1", "::1"]);
const connect = Socket.prototype.connect;

Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof options === "object" ? options.host : args[1];
  if (typeof host !== "string" || loopback.has(host)) return connect.apply(this, args);
  process.nextTick(() => this.destroy(new Error(`The tests reach loopback only, not ${host}.`)));
  return this;
};

// VS Code hands Node's arguments down to the extension host; a language server gets them this way.
process.env.NODE_OPTIONS = `--require=${JSON.stringify(__filename)}`;
