// Loaded into every process of the VS Code under test (NODE_OPTIONS): none of them reaches beyond this machine.
const { Socket } = require("node:net");

const connect = Socket.prototype.connect;
const loopback = new Set(["localhost", "127.0.0.1", "::1"]);

Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof options === "object" ? options.host : args[1];
  if (typeof host === "string" && !loopback.has(host)) {
    process.nextTick(() => this.destroy(new Error(`The tests reach loopback only, not ${host}.`)));
    return this;
  }
  return connect.apply(this, args);
};
