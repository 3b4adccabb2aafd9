import type { RemoteEndpoint } from "./caseView.ts";

/** What the id of a remote endpoint says: `203.0.113.77 12000 udp outbound`. */
export type RemoteKey = Pick<RemoteEndpoint, "address" | "port" | "transport" | "direction">;

export function remoteOfId(id: string): RemoteKey {
  const parts = id.split(" ");
  const [port, transport, direction] = parts.slice(-3);
  return {
    address: parts.slice(0, -3).join(" "),
    ...(port === undefined || port === "-" ? {} : { port: Number(port) }),
    ...(transport === undefined || transport === "-" ? {} : { transport }),
    direction: direction === "inbound" ? "inbound" : "outbound",
  };
}
