import { controlName } from "./controlName.ts";
import type { EventDraft } from "./eventDraft.ts";
import { parameterAt, parametersAt, restAt } from "./fileDetails.ts";
import { grouped, grouped64 } from "./numberTexts.ts";

/** What control codes do, by their names. Those of no line do something else. */
const categories: Readonly<Record<string, readonly string[]>> = {
  Read: ["OFFLOAD_READ", "GET_REPARSE_POINT", "READ_RAW_ENCRYPTED"],
  Write: [
    ...["OFFLOAD_WRITE", "MOVE_FILE", "DELETE_REPARSE_POINT", "WRITE_RAW_ENCRYPTED", "PIPE_TRANSCEIVE"],
    "PIPE_INTERNAL_TRANSCEIVE",
  ],
  "Read Metadata": [
    ...["QUERY_RETRIEVAL_POINTERS", "GET_COMPRESSION", "QUERY_FAT_BPB", "FILESYSTEM_GET_STATISTICS"],
    ...["GET_NTFS_VOLUME_DATA", "GET_NTFS_FILE_RECORD", "GET_VOLUME_BITMAP", "GET_RETRIEVAL_POINTERS"],
    ...["IS_VOLUME_DIRTY", "READ_PROPERTY_DATA", "FIND_FILES_BY_SID", "GET_OBJECT_ID", "READ_USN_JOURNAL"],
    ...["SET_OBJECT_ID_EXTENDED", "CREATE_OR_GET_OBJECT_ID", "READ_FILE_USN_DATA", "QUERY_USN_JOURNAL"],
  ],
  "Write Metadata": [
    ...["SET_COMPRESSION", "WRITE_PROPERTY_DATA", "SET_OBJECT_ID", "DELETE_OBJECT_ID", "SET_REPARSE_POINT"],
    ...["SET_SPARSE", "SET_ENCRYPTION", "CREATE_USN_JOURNAL", "WRITE_USN_CLOSE_RECORD", "EXTEND_VOLUME"],
    "DELETE_USN_JOURNAL",
  ],
};

const categoryOfName = new Map<string, string>(
  Object.entries(categories).flatMap(([category, names]) =>
    names.map((name) => [`FSCTL_${name}`, category] as const),
  ),
);

export function readDeviceControl(draft: EventDraft): void {
  const name = controlName(draft.body.u32(parameterAt(draft, 2)));
  draft.add("Control", name);
  draft.category = categoryOfName.get(name) ?? "";
}

export function readFileSystemControl(draft: EventDraft): void {
  readDeviceControl(draft);
  const { body } = draft;
  const add = controlValues[body.u32(parameterAt(draft, 2))];
  add?.(draft);
}

/** Codes whose buffers are told, too. Where offset and length stand: `FSCTL_OFFLOAD_READ_INPUT`, `_WRITE_INPUT`. */
const controlValues: Readonly<Record<number, (draft: EventDraft) => void>> = {
  606820: (draft) => addRange(draft, 16),
  623208: (draft) => addRange(draft, 8),
  1155064: (draft) => draft.add("Length", inputLength(draft)),
  1138688: (draft) => draft.add("Length", outputLength(draft)),
  1163287: addTransceived,
  1171455: addTransceived,
};

function addRange(draft: EventDraft, at: number): void {
  const from = restAt(draft) + at;
  draft.add("Offset", grouped64(draft.body, from));
  draft.add("Length", grouped64(draft.body, from + 8));
}

function addTransceived(draft: EventDraft): void {
  draft.add("WriteLength", inputLength(draft));
  draft.add("ReadLength", outputLength(draft));
}

function inputLength(draft: EventDraft): string {
  return grouped(draft.body.u32(parameterAt(draft, 1)));
}

function outputLength(draft: EventDraft): string {
  return grouped(draft.body.u32(parametersAt));
}
