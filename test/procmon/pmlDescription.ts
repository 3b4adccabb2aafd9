/**
 * A capture of Process Monitor in words, as test pages hold it. Times are ISO 8601 in UTC with up to seven digits;
 * addresses in memory are hexadecimal: `0x7ff6a0000000`.
 */
export interface PmlDescription {
  /** 64 where it is not said. */
  readonly bits?: 32 | 64;
  /** 9 where it is not said. */
  readonly version?: number;
  readonly computer?: string;
  readonly processes: readonly DescribedProcess[];
  readonly hosts?: readonly { readonly address: string; readonly name: string }[];
  readonly ports?: readonly {
    readonly port: number;
    readonly transport: "tcp" | "udp";
    readonly name: string;
  }[];
  readonly events: readonly DescribedEvent[];
  /** "reversed": the file has the last event first. */
  readonly order?: "reversed";
  /** "apart": extra details lie behind all events. */
  readonly extras?: "apart";
}

export interface DescribedProcess {
  /** By which events name it; its place in the list where it is not said. */
  readonly index?: number;
  readonly pid: number;
  readonly parentPid?: number;
  readonly parentIndex?: number;
  readonly authenticationId?: string;
  readonly session?: number;
  readonly started?: string;
  readonly ended?: string;
  readonly virtualized?: boolean;
  /** That of the capture where it is not said. */
  readonly bits?: 32 | 64;
  readonly integrity?: string;
  readonly user?: string;
  readonly name: string;
  readonly path?: string;
  readonly commandLine?: string;
  readonly company?: string;
  readonly version?: string;
  readonly description?: string;
  readonly modules?: readonly DescribedModule[];
}

export interface DescribedModule {
  readonly base: string;
  readonly size: number;
  readonly path: string;
  readonly version?: string;
  readonly company?: string;
  readonly description?: string;
}

interface AnyEvent {
  /** Index of its process. */
  readonly process: number;
  readonly tid?: number;
  readonly time: string;
  /** In units of 100 ns. */
  readonly duration?: number;
  /** NTSTATUS; 0 is SUCCESS. */
  readonly result?: number;
  /** Addresses, the innermost frame first. */
  readonly stack?: readonly string[];
}

export type DescribedEvent = AnyEvent &
  (
    | NetworkEvent
    | {
        readonly operation: "Process Create";
        readonly pid: number;
        readonly path: string;
        readonly commandLine?: string;
      }
    | {
        readonly operation: "Process Start";
        readonly parentPid: number;
        readonly commandLine?: string;
        readonly directory?: string;
        readonly environment?: readonly string[];
      }
    | { readonly operation: "Process Exit"; readonly status?: number }
    | { readonly operation: "Thread Create"; readonly threadId: number }
    | { readonly operation: "Thread Exit" }
    | {
        readonly operation: "Load Image";
        readonly base: string;
        readonly size: number;
        readonly path: string;
      }
    | {
        readonly operation: "RegOpenKey" | "RegCreateKey";
        readonly path: string;
        readonly access?: number;
        /** 1 is a new key. */
        readonly disposition?: number;
      }
    | {
        readonly operation: "RegCloseKey" | "RegDeleteKey" | "RegDeleteValue";
        readonly path: string;
      }
    | {
        readonly operation: "RegSetValue";
        readonly path: string;
        /** 1 is REG_SZ, 4 is REG_DWORD. */
        readonly type: number;
        readonly data: string | number;
      }
    | {
        readonly operation: "CreateFile";
        readonly path: string;
        readonly access?: number;
        readonly disposition?: number;
        readonly options?: number;
        readonly attributes?: number;
        readonly share?: number;
        readonly allocation?: number;
        /** 0 superseded, 1 opened, 2 created, 3 overwritten. */
        readonly openResult?: number;
      }
    | {
        readonly operation: "ReadFile" | "WriteFile";
        readonly path: string;
        readonly offset?: number;
        readonly length?: number;
      }
    | { readonly operation: "CloseFile"; readonly path: string }
    | {
        readonly operation: "SetDispositionInformationFile";
        readonly path: string;
        readonly delete?: boolean;
      }
    | {
        /** Any other, by its numbers; details in hexadecimal digits. */
        readonly operation: "other";
        readonly class: number;
        readonly number: number;
        readonly detail?: string;
        readonly extra?: string;
      }
    | {
        /** Any other operation on a file. */
        readonly operation: "file";
        readonly number: number;
        readonly minor?: number;
        readonly path: string;
        /** What lies behind the path, and the extra detail, in hexadecimal digits. */
        readonly rest?: string;
        readonly extra?: string;
      }
  );

export interface NetworkEvent {
  readonly operation: `${"TCP" | "UDP"} ${"Send" | "Receive" | "Accept" | "Connect" | "Disconnect" | "Reconnect" | "Retransmit" | "TCPCopy"}`;
  /** The local end: `192.0.2.7:5000`, `[2001:db8::7]:5000`. */
  readonly from: string;
  readonly to: string;
  readonly length?: number;
  /** What else it says: `seqnum`, `connid`. */
  readonly more?: Readonly<Record<string, string>>;
}
