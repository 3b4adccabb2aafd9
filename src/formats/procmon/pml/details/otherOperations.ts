import { isTcp, readNetwork } from "./networkDetails.ts";
import { type OperationRow, type PmlOperation, pmlOperation, readNothing } from "./pmlOperation.ts";
import {
  readLoadImage,
  readProcessCreate,
  readProcessExit,
  readProcessProfiling,
  readProcessStart,
  readThreadCreate,
  readThreadExit,
} from "./processDetails.ts";
import {
  keyAndText,
  readKey,
  readKeyEnumeration,
  readKeyOpening,
  readKeyQuery,
  readKeySetting,
} from "./registryDetails.ts";
import { readValueEnumeration, readValueQuery, readValueSetting } from "./registryValues.ts";

/** Operations of all classes but files, by their numbers. */
const processRows: readonly OperationRow[] = [
  ["Process Defined", "", readProcessCreate],
  ["Process Create", "", readProcessCreate],
  ["Process Exit", "", readProcessExit],
  ["Thread Create", "", readThreadCreate],
  ["Thread Exit", "", readThreadExit],
  ["Load Image", "", readLoadImage],
  ["Thread Profile", "", readNothing],
  ["Process Start", "", readProcessStart],
  ["Process Statistics", "", readProcessExit],
  ["System Statistics", "", readNothing],
];

const registryRows: readonly OperationRow[] = [
  ["RegOpenKey", "Read", readKeyOpening],
  ["RegCreateKey", "Read", readKeyOpening],
  ["RegCloseKey", "", readKey],
  ["RegQueryKey", "Read", readKeyQuery],
  ["RegSetValue", "Write", readValueSetting],
  ["RegQueryValue", "Read", readValueQuery],
  ["RegEnumValue", "Read", readValueEnumeration],
  ["RegEnumKey", "Read", readKeyEnumeration],
  ["RegSetInfoKey", "Write Metadata", readKeySetting],
  ["RegDeleteKey", "Write", readKey],
  ["RegDeleteValue", "Write", readKey],
  ["RegFlushKey", "", readKey],
  ["RegLoadKey", "", keyAndText("Hive Path")],
  ["RegUnloadKey", "", readKey],
  ["RegRenameKey", "Write", keyAndText("New Name")],
  ["RegQueryMultipleValueKey", "Read", readKey],
  ["RegSetKeySecurity", "Write Metadata", readKey],
  ["RegQueryKeySecurity", "Read Metadata", readKey],
];

const profilingRows: readonly OperationRow[] = [
  ["Thread Profiling", "", readNothing],
  ["Process Profiling", "", readProcessProfiling],
  ["Debug Output Profiling", "", readNothing],
];

const networkNames = [
  ...["Unknown", "Other", "Send", "Receive", "Accept", "Connect", "Disconnect", "Reconnect", "Retransmit"],
  "TCPCopy",
];

export const processOperations: readonly PmlOperation[] = processRows.map(pmlOperation);
export const registryOperations: readonly PmlOperation[] = registryRows.map(pmlOperation);
export const profilingOperations: readonly PmlOperation[] = profilingRows.map(pmlOperation);

/** By the flag that tells their transport. */
export const networkOperations: Readonly<Record<number, readonly PmlOperation[]>> = {
  0: networkNames.map((name) => pmlOperation([`UDP ${name}`, "", readNetwork])),
  [isTcp]: networkNames.map((name) => pmlOperation([`TCP ${name}`, "", readNetwork])),
};
