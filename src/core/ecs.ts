import { isoText } from "./instant.ts";
import { type Issue, severityOf } from "./issue.ts";
import type { Endpoint, FileFacts, MonitoredEvent, Observation, ProcessFacts } from "./observation.ts";

/** A flat object with ECS names; an absent value is an absent key. What `incident-notes parse` prints. */
export type EcsFields = { readonly [key: string]: string | number | readonly string[] };

type Loose = { readonly [key: string]: string | number | readonly string[] | undefined };

export function ecsOf(observation: Observation): EcsFields {
  return kept({
    line: observation.line + 1,
    format: observation.format,
    ...timeFields(observation),
    "host.name": observation.host,
    ...kindFields(observation),
  });
}

export function ecsOfIssue(issue: Issue, format: string): EcsFields {
  return kept({
    line: issue.place.line + 1,
    format: format === "" ? undefined : format,
    issue: issue.code,
    severity: severityOf(issue.code),
    message: issue.message,
  });
}

function kindFields(observation: Observation): Loose {
  switch (observation.kind) {
    case "connection":
      return {
        "event.action": observation.action,
        "event.type": observation.eventType,
        "event.code": observation.code,
        "network.transport": observation.transport,
        "network.direction": observation.direction === "unknown" ? undefined : observation.direction,
        "network.bytes": observation.size,
        ...endpointFields("source", observation.source),
        ...endpointFields("destination", observation.destination),
        "connection.state": observation.state,
        ...processFields(observation.process),
        "observer.ingress.interface.name": observation.ingress,
        "observer.egress.interface.name": observation.egress,
        "rule.name": observation.rule,
        "event.count": observation.repeat,
        "event.id": observation.connectionId,
        "event.reason": observation.reason,
        "event.duration": nanoseconds(observation.duration),
        "network.application": observation.application,
        "icmp.type": observation.icmpType,
        "icmp.code": observation.icmpCode,
        "event.result": observation.result,
        "event.detail": observation.detail,
      };
    case "process":
      return processFields(observation.process);
    case "file":
      return fileFields(observation.file);
    case "event":
      return eventFields(observation);
    case "gap":
      return { "event.action": "events lost", "event.lost": observation.lost };
    default:
      return observation satisfies never;
  }
}

function eventFields(event: MonitoredEvent): Loose {
  return {
    "event.action": event.action,
    "event.type": event.eventType,
    [pathKey(event.action)]: event.path,
    "event.result": event.result,
    "event.detail": event.detail,
    "event.duration": nanoseconds(event.duration),
    ...processFields(event.process),
  };
}

/** ECS names paths by what they lead to. */
function pathKey(action = ""): string {
  if (action.startsWith("reg")) return "registry.path";
  return action === "load image" ? "dll.path" : "file.path";
}

function timeFields({ time }: Observation): Loose {
  if (!time) return {};
  return {
    "@timestamp": isoText(time),
    "timestamp.assumed": time.assumed.length === 0 ? undefined : time.assumed,
  };
}

function endpointFields(side: "source" | "destination", endpoint: Endpoint): Loose {
  return {
    [`${side}.ip`]: endpoint.ip,
    [`${side}.domain`]: endpoint.domain,
    [`${side}.port`]: endpoint.port,
    [`${side}.service`]: endpoint.service,
    [`${side}.bytes`]: endpoint.bytes,
    [`${side}.packets`]: endpoint.packets,
    [`${side}.nat.ip`]: endpoint.nat?.ip,
    [`${side}.nat.port`]: endpoint.nat?.port,
  };
}

/** ECS counts durations in nanoseconds. */
function nanoseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1e9);
}

function processFields(process: ProcessFacts): Loose {
  return {
    "process.pid": process.pid,
    "process.name": process.name,
    "process.executable": process.executable,
    "process.command_line": process.commandLine,
    "process.parent.pid": process.parentPid,
    "process.thread.id": process.threadId,
    "process.status": process.status,
    "process.cpu_time": process.cpuTime,
    "process.title": process.windowTitle,
    "process.start": process.started,
    "process.end": process.ended,
    "process.integrity_level": process.integrity,
    "process.pe.company": process.company,
    "process.pe.description": process.description,
    "process.pe.file_version": process.version,
    "process.memory.kib": process.memoryKib,
    "user.name": process.user,
    "service.name": process.services?.length === 1 ? process.services[0] : process.services,
    "dll.name": process.modules,
    "session.name": process.session,
    "session.id": process.sessionNumber,
  };
}

function fileFields(file: FileFacts): Loose {
  return {
    "file.path": file.path,
    "file.hash.md5": file.md5,
    "file.hash.sha1": file.sha1,
    "file.hash.sha256": file.sha256,
    "file.hash.sha384": file.sha384,
    "file.hash.sha512": file.sha512,
    "file.code_signature.status": file.signature,
    "file.code_signature.subject_name": file.signer,
    "file.pe.company": file.company,
    "file.pe.description": file.description,
    "file.pe.product": file.product,
    "file.pe.file_version": file.version,
    "file.pe.imphash": file.imphash,
  };
}

function kept(fields: Loose): EcsFields {
  // Every row of a file comes through here: entries and fromEntries cost several times as much.
  const present: { [key: string]: string | number | readonly string[] } = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) present[key] = value;
  }
  return present;
}
