import type { EventDetail } from "../core/eventDetail.ts";
import type { TimelineLane } from "../pictures/timeline.ts";
import type {
  CapturePlan,
  CapturePlanParams,
  PmcText,
  PmcWordsParams,
  ProcessTimeline,
  TimelineParams,
} from "./capture.ts";
import type {
  ChosenEvents,
  ChosenEventsParams,
  EventDetailParams,
  EventLinks,
  EventPosition,
  EventPositionParams,
  EventRow,
  EventRowsParams,
  EventsParams,
  EventsState,
  FilterEventsParams,
  FindEventParams,
  FindEventResult,
  OpenEventsParams,
  OpenEventsResult,
  PmcOfRulesParams,
  PmcOfRulesResult,
  RulesOfPmcParams,
  RulesOfPmcResult,
} from "./events.ts";
import type { FilterAnswer, FilterParams } from "./filter.ts";
import type {
  AddSelectionParams,
  AlignedClocks,
  AlignedClocksParams,
  AnsweredSteps,
  AnsweredStepsParams,
  ChooseFormatParams,
  CitationParams,
  CompareSnapshotsParams,
  ExportFindingsParams,
  ExtractedIndicators,
  ExtractIndicatorsParams,
  FormatAt,
  GenerateFindingsParams,
  ListFilesParams,
  ListFilesResult,
  LookAtSocketsParams,
  NormalizedCopyParams,
  ObservablesAt,
  Place,
  ReadFileParams,
  ReadFileResult,
  RecognizedPaste,
  RecognizePasteParams,
  SnapshotChoice,
  SnapshotsParams,
  SnapshotTexts,
  SocketLook,
  TextResult,
  TreeChildrenParams,
  TreeRow,
} from "./messages.ts";
import type {
  AddedPicture,
  AddPictureParams,
  BeatLines,
  BeatLinesParams,
  CasePicture,
  CaseTimelineParams,
  PictureChoice,
  TimelineLanesParams,
  TimelineOutline,
} from "./timeline.ts";
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
  readonly answeredSteps: Request<AnsweredStepsParams, AnsweredSteps>;
  readonly extractIndicators: Request<ExtractIndicatorsParams, ExtractedIndicators | null>;
  readonly formatAt: Request<Place, FormatAt>;
  readonly chooseFormat: Request<ChooseFormatParams, null>;
  readonly observablesAt: Request<Place, ObservablesAt>;
  readonly citation: Request<CitationParams, TextResult>;
  readonly addSelection: Request<AddSelectionParams, TextResult>;
  readonly generateFindings: Request<GenerateFindingsParams, TextResult>;
  readonly exportFindings: Request<ExportFindingsParams, TextResult>;
  readonly normalizedCopy: Request<NormalizedCopyParams, TextResult>;
  readonly alignedClocks: Request<AlignedClocksParams, AlignedClocks>;
  readonly compareSnapshots: Request<CompareSnapshotsParams, SnapshotTexts | null>;
  readonly lookAtSockets: Request<LookAtSocketsParams, SocketLook | null>;
  readonly snapshots: Request<SnapshotsParams, readonly SnapshotChoice[]>;
  readonly viewLines: Request<ViewLinesParams, ViewLines | null>;
  readonly capturePlan: Request<CapturePlanParams, CapturePlan | null>;
  readonly processTimeline: Request<TimelineParams, ProcessTimeline | null>;
  readonly timelineOutline: Request<CaseTimelineParams, TimelineOutline | null>;
  readonly timelineLanes: Request<TimelineLanesParams, readonly TimelineLane[]>;
  readonly beatLines: Request<BeatLinesParams, BeatLines>;
  readonly casePicture: Request<PictureChoice, CasePicture | null>;
  readonly addPicture: Request<AddPictureParams, AddedPicture | null>;
  readonly pmcWords: Request<PmcWordsParams, PmcText>;
  readonly openEvents: Request<OpenEventsParams, OpenEventsResult>;
  readonly closeEvents: Request<EventsParams, null>;
  readonly advanceEvents: Request<EventsParams, EventsState | null>;
  readonly filterEvents: Request<FilterEventsParams, EventsState | null>;
  readonly eventRows: Request<EventRowsParams, readonly EventRow[] | null>;
  readonly chosenEvents: Request<ChosenEventsParams, ChosenEvents | null>;
  readonly eventDetail: Request<EventDetailParams, EventDetail | null>;
  readonly findEvent: Request<FindEventParams, FindEventResult | null>;
  readonly eventPosition: Request<EventPositionParams, EventPosition | null>;
  readonly eventLinks: Request<Place, EventLinks>;
  readonly rulesOfPmc: Request<RulesOfPmcParams, RulesOfPmcResult>;
  readonly pmcOfRules: Request<PmcOfRulesParams, PmcOfRulesResult>;
}

/** What the server asks and the client answers. */
export interface ClientRequests {
  readonly readFile: Request<ReadFileParams, ReadFileResult | null>;
  readonly listFiles: Request<ListFilesParams, ListFilesResult>;
}
