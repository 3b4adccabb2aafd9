import { answer } from "./fileInformation.ts";
import { type OperationRow, readNothing } from "./pmlOperation.ts";
import {
  addDevice,
  addFileSystem,
  addFullSize,
  addObjectId,
  addSize,
  addVolume,
} from "./volumeInformation.ts";

/** `QueryVolumeInformation` by what is asked for. */
export const volumeQueries: Readonly<Record<number, OperationRow>> = {
  1: ["QueryInformationVolume", "", answer(addVolume)],
  2: ["QueryLabelInformationVolume", "", readNothing],
  3: ["QuerySizeInformationVolume", "", answer(addSize)],
  4: ["QueryDeviceInformationVolume", "", answer(addDevice)],
  5: ["QueryAttributeInformationVolume", "", answer(addFileSystem)],
  6: ["QueryControlInformationVolume", "", readNothing],
  7: ["QueryFullSizeInformationVolume", "", answer(addFullSize)],
  8: ["QueryObjectIdInformationVolume", "", answer(addObjectId)],
};

/** `SetVolumeInformation` by what is set. */
export const volumeSettings: Readonly<Record<number, OperationRow>> = {
  1: ["SetControlInformationVolume", "Write Metadata", readNothing],
  2: ["SetLabelInformationVolume", "Write Metadata", readNothing],
  8: ["SetObjectIdInformationVolume", "Write Metadata", readNothing],
};
