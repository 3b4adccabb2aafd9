import { axisHeight, timeAxis } from "../../pictures/timeAxis.ts";
import type { FindingMark, TimelineLane } from "../../pictures/timeline.ts";
import { type TimeScale, timeScale } from "../../pictures/timeScale.ts";
import { zoneWords } from "../../pictures/zoneWords.ts";
import {
  type BeatLines,
  type LaneKind,
  mostColumns,
  mostLanes,
  type TimelineClientMessage,
  type TimelineOutline,
} from "../../protocol/timeline.ts";
import { element } from "../events/element.ts";
import { BeatTip, spokenBeats } from "./beatTip.ts";
import { Brush } from "./brush.ts";
import { CaptureRows } from "./captureRows.ts";
import { post } from "./host.ts";
import { type LaneDeed, laneDeed } from "./laneKeys.ts";
import { LaneList } from "./laneList.ts";
import { beatPlaces, type CountedSpan, drawStrip } from "./laneStrip.ts";
import { laneTable } from "./laneTable.ts";
import { legend } from "./legend.ts";
import { OverviewStrip } from "./overviewStrip.ts";
import { StripPointer } from "./stripPointer.ts";
import { drawing } from "./svgElement.ts";
import { TimelineBar } from "./timelineBar.ts";
import { TimeView } from "./timeView.ts";

type Message<Kind extends TimelineClientMessage["kind"]> = Extract<
  TimelineClientMessage,
  { readonly kind: Kind }
>;

/** Pixels of one column of beats, and around a beat that still count as on it. */
const columnWidth = 2;
const nearBeat = 4;
const mostTold = 4;
const nouns: { readonly [Kind in LaneKind]: readonly [one: string, many: string] } = {
  remote: ["endpoint", "endpoints"],
  process: ["process", "processes"],
};

/** The timeline of the case. */
export class TimelinePage {
  readonly element: HTMLElement;
  readonly #bar: TimelineBar;
  readonly #overview = new OverviewStrip((span) => this.#move((view) => view.show(span)));
  readonly #axis = element("div", { class: "strip axis-strip" });
  readonly #corner = element("div", { class: "lane-name quiet" });
  readonly #captures = new CaptureRows();
  readonly #lanes = new LaneList({
    draw: (lane, strip) => this.#drawStrip(lane, strip),
    moved: () => this.#askLanes(),
  });
  readonly #brush = new Brush({
    zoom: (span) => this.#move((view) => view.show(span)),
    filter: (span) => post({ kind: "brush", from: Math.floor(span.from), to: Math.ceil(span.to) }),
    clear: () => this.#clearBrush(),
  });
  readonly #cursor = element("div", { class: "cursor" });
  readonly #tip = new BeatTip();
  readonly #spoken = element("div", { class: "only-spoken", attributes: { "aria-live": "polite" } });
  readonly #notice = element("div", { class: "notice quiet", attributes: { role: "status" } });
  readonly #body: HTMLElement;
  #table: HTMLElement | undefined;
  #kind: LaneKind = "remote";
  #generation = 0;
  #outline: TimelineOutline | undefined;
  #filter = "";
  #view: TimeView | undefined;
  #scale: TimeScale | undefined;
  #counted: CountedSpan = { from: 0, to: 1, columns: 1 };
  #marks: ReadonlyMap<string, readonly FindingMark[]> = new Map();
  /** What is being asked; and whether more has to be asked then. */
  #asked: (CountedSpan & { readonly first: number }) | undefined;
  #isDue = false;
  #question = 0;
  /** What is done with the answer to the last question. */
  #answer: (beats: BeatLines) => void = () => {};
  /** A step to the next beat that waits for beats. */
  #waiting: -1 | 1 | undefined;
  /** Microseconds: the beat that keys have chosen. */
  #beat: number | undefined;

  constructor() {
    this.#bar = new TimelineBar({
      lanes: (kind) => this.go(kind),
      zoom: (factor) => this.#move((view) => view.zoom(factor, 0.5)),
      fit: () => this.#move((view) => view.show(view.whole)),
      table: () => this.#toggleTable(),
    });
    const axis = element("div", { class: "axis" }, this.#corner, this.#axis);
    this.#body = element(
      "div",
      { class: "body" },
      axis,
      this.#captures.element,
      this.#lanes.element,
      this.#brush.element,
      this.#cursor,
    );
    this.element = element(
      "div",
      { class: "timeline" },
      this.#bar.element,
      this.#overview.element,
      this.#body,
      this.#notice,
      legend(),
      this.#tip.element,
      this.#spoken,
    );
    this.#cursor.hidden = true;
    this.#lanes.keyTarget.addEventListener("keydown", (event) => this.#key(event));
    this.#lanes.keyTarget.addEventListener("blur", () => {
      this.#tip.hide();
      this.#cursor.hidden = true;
    });
    new ResizeObserver(() => this.#resize()).observe(this.#body);
    this.#point();
  }

  /** Shows lanes of a kind. */
  go(kind: LaneKind): void {
    this.#kind = kind;
    this.#bar.choose(kind, this.#filter, this.#table !== undefined);
    post({ kind: "outline", lanes: kind, generation: ++this.#generation });
  }

  take(message: TimelineClientMessage): void {
    if (message.kind === "outline") this.#show(message);
    else if (message.kind === "lanes") this.#takeLanes(message);
    else if (message.kind === "beats") {
      if (message.question === this.#question) this.#answer(message.beats);
    } else if (message.kind === "stale") this.go(this.#kind);
    else if (message.kind === "brushed") this.#brushed(message);
    else if (message.kind === "refused") this.#notice.textContent = message.sentence;
  }

  #show({ generation, lanes, outline, filter }: Message<"outline">): void {
    if (generation !== this.#generation || lanes !== this.#kind) return;
    this.#outline = outline;
    this.#filter = filter;
    this.#bar.choose(lanes, filter, this.#table !== undefined);
    this.#corner.textContent = `${outline.laneCount.toLocaleString("en-US")} ${nouns[lanes][outline.laneCount === 1 ? 0 : 1]}`;
    const marks = new Map<string, FindingMark[]>();
    for (const mark of outline.marks)
      for (const lane of mark.lanes) marks.set(lane, [...(marks.get(lane) ?? []), mark]);
    this.#marks = marks;
    const { span } = outline;
    this.element.classList.toggle("empty", !span);
    this.#notice.textContent = span ? "" : "No capture of the case has rows with a time.";
    if (!span) return;
    this.#view = new TimeView(span, this.#view && !this.#view.isWhole ? this.#view : undefined);
    this.#captures.show(outline.captures);
    this.#asked = undefined;
    this.#lanes.reset(outline.laneCount);
    if (outline.lane !== undefined) this.#lanes.activate(outline.lane);
    this.#resize();
  }

  #resize(): void {
    if (!this.#view) return;
    if (this.#outline) this.#overview.draw(this.#outline, this.#view);
    this.#draw();
    this.#askLanes();
  }

  #move(change: (view: TimeView) => void): void {
    if (!this.#view) return;
    change(this.#view);
    this.#draw();
    this.#askLanes();
  }

  #draw(): void {
    const view = this.#view;
    const width = this.#axis.clientWidth;
    if (!view || width === 0) return;
    this.#scale = timeScale(view, width);
    const ticks = timeAxis(this.#scale, 0);
    this.#axis.replaceChildren(drawing({ width, height: axisHeight }, ...ticks));
    this.#captures.draw(this.#scale);
    this.#overview.move(view);
    this.#bar.show(view, zoneWords(this.#outline?.captures ?? []));
    this.#placeCursor();
    this.#brush.draw(this.#scale, this.#axis.offsetLeft);
    for (const [strip, lane] of this.#lanes.strips()) this.#drawStrip(lane, strip);
  }

  #drawStrip(lane: TimelineLane, strip: HTMLElement): void {
    if (!this.#scale || !this.#outline) return;
    const { captures } = this.#outline;
    const marksOf = (id: string) => this.#marksOf(id);
    drawStrip(strip, lane, { scale: this.#scale, counted: this.#counted, captures, marksOf });
  }

  #marksOf(lane: string): readonly FindingMark[] {
    return this.#marks.get(lane) ?? [];
  }

  /** One question at a time: what has changed meanwhile is asked when it is answered. */
  #askLanes(): void {
    const view = this.#view;
    if (!view || !this.#scale) return;
    if (this.#asked) {
      this.#isDue = true;
      return;
    }
    const { first, count } = this.#lanes.inSight;
    const columns = Math.max(1, Math.min(mostColumns, Math.round(this.#scale.width / columnWidth)));
    const { from, to } = view;
    const isKnown =
      this.#counted.from === from &&
      this.#counted.to === to &&
      this.#counted.columns === columns &&
      Array.from({ length: count }, (_, i) => this.#lanes.lane(first + i)).every(
        (lane) => lane !== undefined,
      );
    const asked = { lanes: this.#kind, from, to, first, count: Math.min(mostLanes, count) };
    post({ kind: "keep", ...asked });
    if (isKnown || count === 0) return;
    this.#asked = { from, to, columns, first };
    this.#isDue = false;
    post({ kind: "lanes", generation: this.#generation, columns, ...asked });
  }

  #takeLanes({ generation, first, lanes }: Message<"lanes">): void {
    const asked = this.#asked;
    if (generation !== this.#generation || !asked || asked.first !== first) return;
    const { from, to, columns } = asked;
    this.#asked = undefined;
    if (this.#counted.from !== from || this.#counted.to !== to || this.#counted.columns !== columns)
      this.#lanes.forgetOthers(first, lanes.length);
    this.#counted = { from, to, columns };
    this.#lanes.take(first, lanes);
    if (this.#table) this.#fillTable();
    if (this.#isDue) this.#askLanes();
    const { from: start, to: end } = this.#view ?? this.#counted;
    if (this.#waiting === undefined || start !== from || end !== to) return;
    const by = this.#waiting;
    this.#waiting = undefined;
    this.#step(by);
  }

  #brushed({ span }: Message<"brushed">): void {
    if (!span && !this.#brush.isFilter) return;
    this.#brush.set(span, "filter");
    if (this.#scale) this.#brush.draw(this.#scale, this.#axis.offsetLeft);
  }

  #clearBrush(): void {
    if (this.#brush.isFilter) post({ kind: "unbrush" });
    this.#brush.set(undefined, "drawn");
    if (this.#scale) this.#brush.draw(this.#scale, this.#axis.offsetLeft);
  }

  #toggleTable(): void {
    const former = this.#table;
    this.#table = former ? undefined : this.#newTable();
    if (this.#table) this.#body.before(this.#table);
    former?.remove();
    this.element.classList.toggle("as-table", this.#table !== undefined);
    this.#bar.choose(this.#kind, this.#filter, this.#table !== undefined);
    this.#table?.focus();
    this.#resize();
  }

  #newTable(): HTMLElement {
    const { first, count } = this.#lanes.inSight;
    const lanes = Array.from({ length: count }, (_, i) => this.#lanes.lane(first + i));
    const known = lanes.filter((lane) => lane !== undefined);
    return laneTable(known, this.#lanes.count, (lane) => this.#marksOf(lane));
  }

  #fillTable(): void {
    const table = this.#newTable();
    this.#table?.replaceWith(table);
    this.#table = table;
  }

  /** Asks for the lines of a lane around a time. */
  #askBeats(place: number, micros: number, answer: (beats: BeatLines) => void): void {
    const lane = this.#lanes.lane(place);
    const scale = this.#scale;
    if (!lane || !scale) return;
    const around = (scale.to - scale.from) * (nearBeat / scale.width);
    this.#answer = answer;
    post({
      kind: "beats",
      question: ++this.#question,
      lanes: this.#kind,
      lane: lane.id,
      from: Math.floor(micros - around),
      to: Math.ceil(micros + around) + 1,
      most: mostTold,
    });
  }

  /** Whether a lane has a beat near a time. */
  #isNearBeat(place: number, micros: number): boolean {
    const lane = this.#lanes.lane(place);
    const scale = this.#scale;
    if (!lane || !scale) return false;
    const x = scale.x(micros);
    return beatPlaces(lane, this.#counted).some((at) => Math.abs(scale.x(at) - x) <= nearBeat);
  }

  #point(): void {
    new StripPointer(this.#body, {
      left: () => this.#axis.offsetLeft,
      scale: () => this.#scale,
      hover: (micros, { x, y }) => {
        this.#cursor.hidden = false;
        this.#cursor.style.left = `${x - this.#body.getBoundingClientRect().left}px`;
        const place = this.#lanes.placeAt(y);
        if (place < 0 || !this.#isNearBeat(place, micros)) return this.#tip.hide();
        this.#askBeats(place, micros, (beats) => this.#tip.show(beats, { x, y }));
      },
      leave: () => {
        this.#cursor.hidden = true;
        this.#tip.hide();
      },
      click: (micros, { y }) => {
        const place = this.#lanes.placeAt(y);
        if (place < 0) return;
        this.#lanes.activate(place);
        this.#lanes.keyTarget.focus({ preventScroll: true });
        if (this.#isNearBeat(place, micros)) this.#open(place, micros);
      },
      drag: (span) => {
        this.#tip.hide();
        this.#brush.set(span, "drawn");
        if (this.#scale) this.#brush.draw(this.#scale, this.#axis.offsetLeft);
      },
      zoom: (factor, at) => this.#move((view) => view.zoom(factor, at)),
      pan: (share) => this.#move((view) => view.pan(share)),
      scrolls: (target) => this.#lanes.element.contains(target) && !this.#lanes.hasRoom,
    });
  }

  #open(place: number, micros: number): void {
    this.#askBeats(place, micros, ({ lines }) => {
      if (lines[0]) post({ kind: "open", place: lines[0].place });
    });
  }

  #key(event: KeyboardEvent): void {
    const deed = laneDeed(event);
    if (!deed || !this.#view) return;
    event.preventDefault();
    this.#do(deed, this.#view);
  }

  #do(deed: LaneDeed, view: TimeView): void {
    const at = this.#beat === undefined ? 0.5 : (this.#beat - view.from) / view.length;
    if (deed.kind === "lane") this.#activate(this.#lanes.active + deed.by);
    else if (deed.kind === "edge") this.#activate(deed.to === "first" ? 0 : this.#lanes.count - 1);
    else if (deed.kind === "beat") this.#step(deed.by);
    else if (deed.kind === "beatEdge") this.#toEdge(deed.to);
    else if (deed.kind === "pan") this.#move(() => view.pan(deed.by));
    else if (deed.kind === "zoom") this.#move(() => view.zoom(deed.factor, Math.min(1, Math.max(0, at))));
    else if (deed.kind === "fit") this.#move(() => view.show(view.whole));
    else if (deed.kind === "filter") {
      const { from, to } = this.#brush.span ?? view;
      post({ kind: "brush", from, to });
    } else if (deed.kind === "leave") {
      this.#tip.hide();
      this.#clearBrush();
    } else if (this.#beat !== undefined) this.#open(this.#lanes.active, this.#beat);
  }

  #activate(place: number): void {
    this.#lanes.activate(place);
    this.#beat = undefined;
    this.#cursor.hidden = true;
    this.#tip.hide();
  }

  /** To the next beat of the lane in sight; where there is none, time moves on. */
  #step(by: -1 | 1): void {
    const lane = this.#lanes.lane(this.#lanes.active);
    const view = this.#view;
    if (!lane || !view) return;
    // Beats that were counted for another span are told too roughly: the step is made when they are counted anew.
    if (this.#counted.from !== view.from || this.#counted.to !== view.to) {
      this.#waiting = by;
      return;
    }
    const places = beatPlaces(lane, this.#counted).filter((at) => view.from <= at && at < view.to);
    const from = this.#beat ?? (by === 1 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
    // A beat is somewhere in its column, and its column is no other beat.
    const column = (this.#counted.to - this.#counted.from) / this.#counted.columns;
    const next =
      by === 1 ? places.find((at) => from + column < at) : places.findLast((at) => at < from - column);
    if (next === undefined) {
      this.#move(() => view.pan(by / 4));
      this.#spoken.textContent = "No row further on in sight: the span moves.";
    } else this.#choose(next);
  }

  #toEdge(to: "first" | "last"): void {
    const lane = this.#lanes.lane(this.#lanes.active);
    const view = this.#view;
    if (!lane || !view || lane.first === 0) return;
    const at = to === "first" ? lane.first : lane.last;
    if (at < view.from || view.to <= at)
      this.#move(() => view.show({ from: at - view.length / 2, to: at + view.length / 2 }));
    this.#choose(at);
  }

  /** Over the beat that keys have chosen, wherever that is now. */
  #placeCursor(): void {
    if (this.#beat === undefined || !this.#scale) return;
    if (document.activeElement !== this.#lanes.keyTarget) return;
    const x = this.#scale.x(this.#beat);
    this.#cursor.hidden = x < 0 || this.#scale.width < x;
    this.#cursor.style.left = `${this.#axis.offsetLeft + x}px`;
  }

  #choose(micros: number): void {
    const scale = this.#scale;
    if (!scale) return;
    this.#beat = micros;
    this.#placeCursor();
    const left = this.#axis.offsetLeft + scale.x(micros);
    const body = this.#body.getBoundingClientRect();
    const row = document.getElementById(`lane-${this.#lanes.active}`)?.getBoundingClientRect();
    this.#askBeats(this.#lanes.active, micros, (beats) => {
      this.#tip.show(beats, { x: body.left + left, y: row?.bottom ?? body.top });
      this.#spoken.textContent = spokenBeats(beats);
    });
  }
}
