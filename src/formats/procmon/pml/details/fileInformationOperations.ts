import { numberBehindPath } from "./fileDetails.ts";
import {
  addAll,
  addAttributeTag,
  addBasic,
  addDisposition,
  addDispositionEx,
  addEa,
  addInternal,
  addName,
  addNetworkOpen,
  addNewName,
  addNewNameEx,
  addPosition,
  addStandard,
  answer,
  sent,
} from "./fileInformation.ts";
import { type OperationRow, readNothing } from "./pmlOperation.ts";

const reads = "Read Metadata";
const writes = "Write Metadata";

/**
 * `QueryInformationFile` by what is asked for, in the words of Process Monitor, misspelled ones too. The last of them
 * are those of version 3.53; later numbers it calls `<Unknown>` in its exports, as this does.
 */
export const queries: Readonly<Record<number, OperationRow>> = {
  4: ["QueryBasicInformationFile", reads, answer(addBasic)],
  5: ["QueryStandardInformationFile", reads, answer(addStandard)],
  6: ["QueryFileInternalInformationFile", reads, answer(addInternal)],
  7: ["QueryEaInformationFile", reads, answer(addEa)],
  9: ["QueryNameInformationFile", reads, answer(addName)],
  14: ["QueryPositionInformationFile", reads, answer(addPosition)],
  18: ["QueryAllInformationFile", reads, answer(addAll)],
  20: ["QueryEndOfFile", reads, readNothing],
  22: ["QueryStreamInformationFile", reads, readNothing],
  28: ["QueryCompressionInformationFile", reads, readNothing],
  29: ["QueryId", reads, readNothing],
  31: ["QueryMoveClusterInformationFile", reads, readNothing],
  34: ["QueryNetworkOpenInformationFile", reads, answer(addNetworkOpen)],
  35: ["QueryAttributeTagFile", reads, answer(addAttributeTag)],
  37: ["QueryIdBothDirectory", reads, readNothing],
  39: ["QueryValidDataLength", reads, readNothing],
  40: ["QueryShortNameInformationFile", reads, readNothing],
  43: ["QueryIoPiorityHint", reads, readNothing],
  46: ["QueryLinks", reads, readNothing],
  48: ["QueryNormalizedNameInformationFile", reads, readNothing],
  49: ["QueryNetworkPhysicalNameInformationFile", reads, readNothing],
  50: ["QueryIdGlobalTxDirectoryInformation", reads, readNothing],
  51: ["QueryIsRemoteDeviceInformation", reads, readNothing],
  52: ["QueryAttributeCacheInformation", reads, readNothing],
  53: ["QueryNumaNodeInformation", reads, readNothing],
  54: ["QueryStandardLinkInformation", reads, readNothing],
  55: ["QueryRemoteProtocolInformation", reads, readNothing],
  56: ["QueryRenameInformationBypassAccessCheck", reads, readNothing],
  57: ["QueryLinkInformationBypassAccessCheck", reads, readNothing],
  58: ["QueryVolumeNameInformation", reads, readNothing],
  59: ["QueryIdInformation", reads, readNothing],
  60: ["QueryIdExtdDirectoryInformation", reads, readNothing],
  62: ["QueryHardLinkFullIdInformation", reads, readNothing],
  63: ["QueryIdExtdBothDirectoryInformation", reads, readNothing],
  67: ["QueryDesiredStorageClassInformation", reads, readNothing],
  68: ["QueryStatInformation", reads, readNothing],
  69: ["QueryMemoryPartitionInformation", reads, readNothing],
};

/** `SetInformationFile` by what is set. */
export const settings: Readonly<Record<number, OperationRow>> = {
  4: ["SetBasicInformationFile", writes, sent(addBasic)],
  10: ["SetRenameInformationFile", "Write", sent(addNewName)],
  11: ["SetLinkInformationFile", "Write", sent(addNewName)],
  13: ["SetDispositionInformationFile", "", sent(addDisposition)],
  14: ["SetPositionInformationFile", writes, sent(addPosition)],
  19: ["SetAllocationInformationFile", writes, numberBehindPath("AllocationSize")],
  20: ["SetEndOfFileInformationFile", writes, numberBehindPath("EndOfFile")],
  22: ["SetFileStreamInformation", writes, readNothing],
  23: ["SetPipeInformation", writes, readNothing],
  39: ["SetValidDataLengthInformationFile", writes, numberBehindPath("ValidDataLength")],
  40: ["SetShortNameInformation", writes, readNothing],
  61: ["SetReplaceCompletionInformation", writes, readNothing],
  64: ["SetDispositionInformationEx", "", sent(addDispositionEx)],
  65: ["SetRenameInformationEx", "Write", sent(addNewNameEx)],
  66: ["SetRenameInformationExBypassAccessCheck", "Write", sent(addNewNameEx)],
};
