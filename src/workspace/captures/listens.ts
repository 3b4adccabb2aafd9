import { isTcpState } from "../../core/tcpState.ts";
import type { Manner } from "./manners.ts";

/**
 * Whether a socket waits for connections. The word may be translated; a TCP socket without a far end listens in every
 * language, unless its word says that the far end was only cut off.
 */
export function listens({ transport, state }: Pick<Manner, "transport" | "state">, hasFar: boolean): boolean {
  if (state === "LISTENING" || state === "LISTEN") return true;
  return transport === "tcp" && !hasFar && (state === undefined || !isTcpState(state));
}
