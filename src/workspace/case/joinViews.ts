import type { Join, ProcessInstance } from "../../core/caseView.ts";
import type { FlowEventJoin } from "../joins/flowEventJoins.ts";
import type { FlowSocketJoin } from "../joins/flowSocketJoins.ts";
import type { InstanceSightings } from "../joins/processInstances.ts";
import type { SocketEventJoin } from "../joins/socketEventJoins.ts";
import type { ProcessNameJoin } from "../joins/socketProcessJoins.ts";
import type { Socket } from "../joins/sockets.ts";

export function flowJoinView(
  join: FlowSocketJoin,
  processOfSocket: (socket: Socket) => string | undefined,
): Join {
  const { flows, socket, firstRow, count, matched, confidence, reason } = join;
  const process = processOfSocket(socket);
  return {
    kind: "flow-socket",
    left: { uri: flows.uri, line: flows.columns.line[firstRow]! },
    right: { uri: socket.capture.uri, line: socket.line },
    matched,
    confidence,
    reason,
    count,
    ...(process === undefined ? {} : { process }),
  };
}

/** From the row that the firewall's line led to, if one did, else from the first row of that PID. */
export function nameJoinViews(
  joins: readonly ProcessNameJoin[],
  flowJoins: readonly FlowSocketJoin[],
  instances: readonly InstanceSightings[],
): readonly Join[] {
  const processes = new Map(
    instances.flatMap(({ instance, sightings }) =>
      sightings.map((sighting) => [sighting, instance.id] as const),
    ),
  );
  const joinedSockets = new Map(
    flowJoins.map(({ socket }) => [`${socket.capture.id} ${socket.pid}`, socket]),
  );
  return joins.map(({ numbered, named, matched, confidence, reason }) => {
    const socket = joinedSockets.get(`${numbered.capture.id} ${numbered.pid}`);
    const process = processes.get(numbered);
    return {
      kind: numbered.capture.family === "netstat" ? "socket-process" : "flow-process",
      left: { uri: numbered.capture.uri, line: socket?.line ?? numbered.line },
      right: { uri: named.capture.uri, line: named.line },
      matched,
      confidence,
      reason,
      count: numbered.count,
      ...(process === undefined ? {} : { process }),
    };
  });
}

export function flowEventJoinView(join: FlowEventJoin, instances: readonly ProcessInstance[]): Join {
  const { log, events, firstRow, eventRow, count, matched, confidence, reason } = join;
  const process = instances[join.instance]?.id;
  return {
    kind: "flow-event",
    left: { uri: log.uri, line: log.columns.line[firstRow]! },
    right: { uri: events.uri, line: events.columns.line[eventRow]! },
    ...{ matched, confidence, reason, count },
    ...(process === undefined ? {} : { process }),
  };
}

export function socketEventJoinView(join: SocketEventJoin, process: ProcessInstance | undefined): Join {
  const { events, socket, eventRow, count, matched, confidence, reason } = join;
  return {
    kind: "socket-event",
    left: { uri: events.uri, line: events.columns.line[eventRow]! },
    right: { uri: socket.capture.uri, line: socket.line },
    ...{ matched, confidence, reason, count },
    ...(process ? { process: process.id } : {}),
  };
}
