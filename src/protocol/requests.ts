import type { FilterAnswer, FilterParams } from "./filter.ts";
import type {
  AddSelectionParams,
  ChooseFormatParams,
  CitationParams,
  ExportFindingsParams,
  FormatAt,
  GenerateFindingsParams,
  ListFilesParams,
  ListFilesResult,
  NormalizedCopyParams,
  ObservablesAt,
  Place,
  ReadFileParams,
  ReadFileResult,
  RecognizedPaste,
  RecognizePasteParams,
  TextResult,
  TreeChildrenParams,
  TreeRow,
} from "./messages.ts";
import type { ViewLines, ViewLinesParams } from "./views.ts";

interface Request<Params, Result> {
  readonly params: Params;
  readonly result: Result;
}

/** What the client asks and the server answers, by the keys of `methods`. `null` is the wire's word for nothing. */
export interface ServerRequests {
  readonly treeChildren: Request<TreeChildrenParams, readonly TreeRow[]>;
  readonly filter: Request<FilterParams, FilterAnswer>;
  readonly recognizePaste: Request<RecognizePasteParams, RecognizedPaste | null>;
  readonly formatAt: Request<Place, FormatAt>;
  readonly chooseFormat: Request<ChooseFormatParams, null>;
  readonly observablesAt: Request<Place, ObservablesAt>;
  readonly citation: Request<CitationParams, TextResult>;
  readonly addSelection: Request<AddSelectionParams, TextResult>;
  readonly generateFindings: Request<GenerateFindingsParams, TextResult>;
  readonly exportFindings: Request<ExportFindingsParams, TextResult>;
  readonly normalizedCopy: Request<NormalizedCopyParams, TextResult>;
  readonly viewLines: Request<ViewLinesParams, ViewLines | null>;
}

/** What the server asks and the client answers. */
export interface ClientRequests {
  readonly readFile: Request<ReadFileParams, ReadFileResult | null>;
  readonly listFiles: Request<ListFilesParams, ListFilesResult>;
}
