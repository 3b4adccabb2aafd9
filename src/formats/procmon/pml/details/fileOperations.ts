import { readDirectoryQuery } from "./directoryDetails.ts";
import type { EventDraft, ReadDetail } from "./eventDraft.ts";
import { readDeviceControl, readFileSystemControl } from "./fileControl.ts";
import { readFileCreation } from "./fileCreation.ts";
import {
  numberBehindPath,
  readArguments,
  readChangeNotice,
  readFileMapping,
  readFilePath,
  readLock,
  readMdl,
  readPossibility,
  readSecurity,
  readTransfer,
  readUnlock,
} from "./fileDetails.ts";
import { addOpen, answer } from "./fileInformation.ts";
import { queries, settings } from "./fileInformationOperations.ts";
import { type OperationRow, type PmlOperation, pmlOperation, readNothing } from "./pmlOperation.ts";
import { volumeQueries, volumeSettings } from "./volumeOperations.ts";

/** A file operation whose minor number may name another. */
export interface FileOperation extends PmlOperation {
  readonly minor?: ReadonlyMap<number, PmlOperation>;
}

type FileRow = readonly [...OperationRow, minor?: ReadonlyMap<number, PmlOperation>];

function minorOperations(rows: Readonly<Record<number, OperationRow>>): ReadonlyMap<number, PmlOperation> {
  return new Map(Object.entries(rows).map(([number, row]) => [Number(number), fileOperation(row)]));
}

function fileOperation([name, category, read]: OperationRow): PmlOperation {
  return pmlOperation([name, category, (draft: EventDraft) => readAll(draft, read)]);
}

function readAll(draft: EventDraft, read: ReadDetail): void {
  readFilePath(draft);
  read(draft);
}

const directoryControls: Readonly<Record<number, OperationRow>> = {
  1: ["QueryDirectory", "Read Metadata", readDirectoryQuery],
  2: ["NotifyChangeDirectory", "Read Metadata", readChangeNotice],
};

const locks: Readonly<Record<number, OperationRow>> = {
  1: ["LockFile", "", readLock],
  2: ["UnlockFileSingle", "", readUnlock],
  3: ["UnlockFileAll", "", readNothing],
  4: ["UnlockFileByKey", "", readNothing],
};

/** https://learn.microsoft.com/windows-hardware/drivers/kernel/plug-and-play-minor-irps */
const plugAndPlayNames = [
  ...["StartDevice", "QueryRemoveDevice", "RemoveDevice", "CancelRemoveDevice", "StopDevice"],
  ...["QueryStopDevice", "CancelStopDevice", "QueryDeviceRelations", "QueryInterface", "QueryCapabilities"],
  ...["QueryResources", "QueryResourceRequirements", "QueryDeviceText", "FilterResourceRequirements", ""],
  ...["ReadConfig", "WriteConfig", "Eject", "SetLock", "QueryId", "QueryPnpDeviceState"],
  ...["QueryBusInformation", "DeviceUsageNotification", "SurpriseRemoval", "QueryLegacyBusInformation"],
];

const plugAndPlay = new Map(
  plugAndPlayNames.flatMap((name, number) =>
    name === "" ? [] : [[number, fileOperation([name, "", readNothing])] as const],
  ),
);

/** By number: first the fast requests, then those of https://learn.microsoft.com/windows-hardware/drivers/ifs/irp-major-function-codes */
const rows: readonly FileRow[] = [
  ["VolumeDismount", "", readNothing],
  ["VolumeMount", "", readNothing],
  ["FASTIO_MDL_WRITE_COMPLETE", "", readNothing],
  ["WriteFile", "Write", readTransfer],
  ["FASTIO_MDL_READ_COMPLETE", "", readMdl],
  ["ReadFile", "Read", readTransfer],
  ["QueryOpen", "", answer(addOpen)],
  ["FASTIO_CHECK_IF_POSSIBLE", "", readPossibility],
  ["IRP_MJ_12", "", readNothing],
  ["IRP_MJ_11", "", readNothing],
  ["IRP_MJ_10", "", readNothing],
  ["IRP_MJ_9", "", readNothing],
  ["IRP_MJ_8", "", readNothing],
  ["FASTIO_NOTIFY_STREAM_FO_CREATION", "", readNothing],
  ["FASTIO_RELEASE_FOR_CC_FLUSH", "", readNothing],
  ["FASTIO_ACQUIRE_FOR_CC_FLUSH", "", readNothing],
  ["FASTIO_RELEASE_FOR_MOD_WRITE", "", readNothing],
  ["FASTIO_ACQUIRE_FOR_MOD_WRITE", "", numberBehindPath("EndingOffset")],
  ["FASTIO_RELEASE_FOR_SECTION_SYNCHRONIZATION", "", readNothing],
  ["CreateFileMapping", "", readFileMapping],
  ["CreateFile", "", readFileCreation],
  ["CreatePipe", "", readArguments],
  ["IRP_MJ_CLOSE", "", readNothing],
  ["ReadFile", "Read", readTransfer],
  ["WriteFile", "Write", readTransfer],
  ["QueryInformationFile", "Read Metadata", readNothing, minorOperations(queries)],
  ["SetInformationFile", "Write Metadata", readNothing, minorOperations(settings)],
  ["QueryEAFile", "Read Metadata", readNothing],
  ["SetEAFile", "Write Metadata", readNothing],
  ["FlushBuffersFile", "", readNothing],
  ["QueryVolumeInformation", "", readNothing, minorOperations(volumeQueries)],
  ["SetVolumeInformation", "Write Metadata", readNothing, minorOperations(volumeSettings)],
  ["DirectoryControl", "", readNothing, minorOperations(directoryControls)],
  ["FileSystemControl", "", readFileSystemControl],
  ["DeviceIoControl", "", readDeviceControl],
  ["InternalDeviceIoControl", "", readDeviceControl],
  ["Shutdown", "", readNothing],
  ["LockUnlockFile", "", readNothing, minorOperations(locks)],
  ["CloseFile", "", readNothing],
  ["CreateMailSlot", "", readNothing],
  ["QuerySecurityFile", "Read Metadata", readSecurity],
  ["SetSecurityFile", "Write Metadata", readSecurity],
  ["Power", "", readNothing],
  ["SystemControl", "", readNothing],
  ["DeviceChange", "", readNothing],
  ["QueryFileQuota", "Read Metadata", readNothing],
  ["SetFileQuota", "Write Metadata", readNothing],
  ["PlugAndPlay", "", readNothing, plugAndPlay],
];

export const fileOperations: readonly FileOperation[] = rows.map(([name, category, read, minor]) => ({
  ...fileOperation([name, category, read]),
  ...(minor ? { minor } : {}),
}));
