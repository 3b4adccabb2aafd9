import { operationNamed } from "../../formats/procmon/operations.ts";

/** What operations of Process Monitor do, by their names in small letters. */
const operations: Readonly<Record<string, string>> = {
  "process create":
    "The process starts another one: the path is the child's image, the detail its PID and command line",
  "process start":
    "The process itself begins: the detail has its parent and command line, and its environment",
  "process exit": "The process ends; the detail has its exit status",
  "process statistics": "What the process has used so far",
  "process profiling": "What the process has used so far: Process Monitor's own sample, nothing that it did",
  "thread create":
    "A thread begins in this process. Who made it is the thread that the event is of: where that is another process's, it was made from outside",
  "thread exit": "A thread of the process ends",
  "thread profiling": "What the thread has used: Process Monitor's own sample",
  "debug output profiling": "A text that the process wrote for debuggers",
  "load image": "An executable or a library is mapped into the process: the path is its file",
  createfile: "A file or folder is opened, or made: whether it was, the detail's OpenResult says",
  createfilemapping: "A file is made ready to be mapped into memory, as a library is before it is loaded",
  closefile: "A handle is closed; of a new file, its content is whole from then on",
  readfile: "Bytes are read from the file",
  writefile: "Bytes are written to the file",
  queryopen: "A file is asked whether it is there, without opening it",
  querydirectory: "A folder is asked what is in it",
  notifychangedirectory: "The process asks to be told when something in the folder changes",
  setrenameinformationfile: "The file gets another name or place: the new one is the detail's FileName",
  setrenameinformationex: "The file gets another name or place: the new one is the detail's FileName",
  setdispositioninformationfile: "The file is marked to be deleted, or not, as the detail says",
  setdispositioninformationex: "The file is marked to be deleted, or not, as the detail's flags say",
  setendoffileinformationfile: "The file is cut, or made longer",
  setbasicinformationfile: "The file's times or attributes are set: also how times are forged",
  setsecurityfile: "The file's permissions are set",
  filesystemcontrol: "A request to the file system, named in the detail",
  deviceiocontrol: "A request to a driver, named in the detail",
  createpipe: "A named pipe is made: processes talk through it",
  regopenkey: "A key of the registry is opened",
  regcreatekey: "A key of the registry is opened, or made: the detail's Disposition says which",
  regqueryvalue: "A value of the registry is read; the detail has it",
  regsetvalue: "A value of the registry is written; the detail has what was written",
  regdeletevalue: "A value of the registry is deleted",
  regdeletekey: "A key of the registry is deleted",
  regrenamekey: "A key of the registry gets another name",
  regloadkey: "A file is loaded as a part of the registry",
  regunloadkey: "A part of the registry that was loaded from a file is let go",
  "udp send": "A packet is sent: the local end stands first in the path",
  "udp receive": "A packet is received: the local end stands first in the path",
  "tcp connect": "The process connects to the second end of the path",
  "tcp accept": "The process accepts a connection from the second end of the path",
  "tcp send": "Bytes are sent on a connection",
  "tcp receive": "Bytes are received on a connection",
  "tcp disconnect": "A connection ends",
  "tcp reconnect": "An attempt to connect is made again: nothing answered the one before",
  "tcp retransmit": "Bytes are sent again: nothing confirmed them",
  "tcp tcpcopy": "Bytes that were received are copied to the process",
};

const ofClass: Readonly<Record<string, string>> = {
  Process: "An event of the process itself",
  Registry: "An operation on the registry",
  "File System": "An operation on a file, a folder or a device",
  Profiling: "A sample that Process Monitor takes by itself",
  Network: "An operation on a connection",
};

/** What an operation does, in a sentence without its full stop; undefined for what no operation is called. */
export function operationMeaning(name: string): string | undefined {
  const eventClass = operationNamed(name)?.eventClass;
  return operations[name.toLowerCase()] ?? (eventClass && ofClass[eventClass]);
}

/** What results mean that are often taken for errors, or are rare. */
const results: Readonly<Record<string, string>> = {
  SUCCESS: "It was done",
  "NAME NOT FOUND":
    "There is no such file, key or value: programs look in many places, and most have nothing",
  "PATH NOT FOUND": "There is not even the folder or key that it would lie in",
  "NO SUCH FILE": "Nothing in the folder has such a name",
  "ACCESS DENIED": "The process may not do it",
  "SHARING VIOLATION": "Somebody else has the file open and shares it not so",
  "BUFFER OVERFLOW": "There is more than fits: no attack, the caller asks again with more room",
  "BUFFER TOO SMALL": "There is more than fits: the caller asks again with more room",
  REPARSE: "The name leads elsewhere: the next event goes on there",
  "NO MORE FILES": "The end of a folder's list",
  "NO MORE ENTRIES": "The end of a key's list",
  "END OF FILE": "The file ends before what was to be read",
  "NAME COLLISION": "It is there already",
  "FAST IO DISALLOWED": "The quick way is closed: the same is asked the ordinary way",
  "FILE LOCKED WITH ONLY READERS": "The usual answer to a mapping that may be made",
  "FILE LOCKED WITH WRITERS": "Somebody has the file open to write",
  "OPLOCK NOT GRANTED": "Somebody else has the file open",
  "DELETE PENDING": "The file is about to be deleted",
  "NOT A DIRECTORY": "The name is a file's",
  "IS DIRECTORY": "The name is a folder's",
  "PRIVILEGE NOT HELD": "The process lacks a privilege for it",
  "CANNOT DELETE": "The file may not be deleted, as one that runs may not",
};

/** What a result means; undefined where it says it itself. */
export function resultMeaning(result: string): string | undefined {
  return results[result.toUpperCase()];
}
