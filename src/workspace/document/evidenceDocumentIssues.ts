import type { EvidenceRules } from "../../core/evidenceRules.ts";
import { type Issue, type IssueSeverity, severityOf } from "../../core/issue.ts";
import type { EvidenceDocument } from "./evidenceDocument.ts";
import type { EvidenceBlock } from "./evidenceDocumentBlock.ts";
import { fenceIssues, hashIssue, type Sha256 } from "./fenceIssues.ts";
import type { LineChange } from "./textLines.ts";

/** What a step of a study was about. */
export type StudyStep = "rows" | "captures";

interface JudgedBlock {
  /** The block's first line when it was judged. */
  readonly first: number;
  /** The blocks behind it that were looked at, and the details there that belong to this one's last row. */
  readonly ahead: readonly (EvidenceBlock | undefined)[];
  readonly tail: string;
  readonly issues: readonly Issue[];
}

/** Editors show no more of one document. */
const mostIssues = 1000;
const linesPerStep = 32;

/**
 * The issues of a document as it is edited. What reading and single rows show is kept with the blocks; what
 * takes the whole document stays as it was last known until `study` has worked it out again.
 */
export class EvidenceDocumentIssues {
  readonly #document: EvidenceDocument;
  readonly #rules: EvidenceRules;
  readonly #sha256: Sha256;
  readonly #judged = new WeakMap<EvidenceBlock, JudgedBlock>();
  #whole: readonly Issue[] = [];
  #wholeIsStale = true;

  constructor(document: EvidenceDocument, rules: EvidenceRules, sha256: Sha256) {
    this.#document = document;
    this.#rules = rules;
    this.#sha256 = sha256;
  }

  /** Takes along what an edit moved. */
  edited({ first, removed, added }: LineChange): void {
    this.#wholeIsStale = true;
    const behind = first + removed;
    const moved = (line: number) =>
      line < first ? line : behind <= line ? line + added - removed : undefined;
    this.#whole = this.#whole.flatMap((issue) => movedIssue(issue, moved) ?? []);
  }

  /** All must be judged again: the text was read anew. */
  reconsidered(): void {
    this.#wholeIsStale = true;
    this.#whole = [];
  }

  /** What is known now, at most a thousand, the gravest first where there are more. */
  known(): readonly Issue[] {
    const worst = new WorstIssues(mostIssues);
    const { blocks, fences } = this.#document;
    for (const { first, block } of blocks) {
      for (const issue of block.issues) worst.addMoved(issue, first);
      const judged = this.#judged.get(block);
      for (const issue of judged?.issues ?? []) worst.addMoved(issue, first - judged!.first);
    }
    for (const issue of repairedIssues(this.#document)) worst.add(issue);
    for (const fence of fences) for (const issue of fenceIssues(this.#document, fence)) worst.add(issue);
    for (const issue of this.#whole) worst.add(issue);
    return worst.list();
  }

  /**
   * Works out what is not known yet, a few milliseconds a step: first what rows show alone, then what they show
   * together. Not to be continued after an edit. Gives back whether the second part found anything new.
   */
  *study(): Generator<StudyStep, boolean> {
    for (const index of this.#document.blocks.keys()) {
      if (this.#isJudged(index)) continue;
      this.#judge(index);
      yield "rows";
    }
    return this.#wholeIsStale ? yield* this.#studyWhole() : false;
  }

  *#studyWhole(): Generator<StudyStep, boolean> {
    yield "captures";
    const found: Issue[] = [];
    for (const capture of this.#document.captures) {
      const judge = this.#rules.capture(capture);
      for (let line = capture.firstLine; line <= capture.lastLine; line += linesPerStep) {
        const last = Math.min(line + linesPerStep - 1, capture.lastLine);
        for (const observation of this.#document.observations(line, last)) judge.see(observation);
        yield "captures";
      }
      found.push(...judge.issues());
    }
    for (const fence of this.#document.fences) {
      found.push(...hashIssue(this.#document, fence, this.#sha256));
      yield "captures";
    }
    const isNew = !isSameList(found, this.#whole);
    this.#whole = found;
    this.#wholeIsStale = false;
    return isNew;
  }

  #isJudged(index: number): boolean {
    const { blocks } = this.#document;
    const { block } = blocks[index]!;
    const judged = this.#judged.get(block);
    if (!judged) return block.observed === 0;
    if (judged.ahead.every((other, i) => blocks[index + 1 + i]?.block === other)) return true;
    const behind = this.#behind(index);
    if (behind.tail !== judged.tail) return false;
    this.#judged.set(block, { ...judged, ...behind });
    return true;
  }

  #judge(index: number): void {
    const { first, block } = this.#document.blocks[index]!;
    const last = first + block.lines - 1;
    const issues = this.#document.observations(first, last).flatMap((row) => this.#rules.row(row));
    this.#judged.set(block, { first, issues, ...this.#behind(index) });
  }

  #behind(index: number): Pick<JudgedBlock, "ahead" | "tail"> {
    const { blocks } = this.#document;
    const { first, block } = blocks[index]!;
    const last = first + block.lines - 1;
    const end = this.#document.lastDetailOf(last);
    const lines = Array.from({ length: end - last }, (_, i) => this.#document.line(last + 1 + i));
    const count = Math.max(1, this.#document.blockIndex(end + 1) - index);
    const ahead = Array.from({ length: count }, (_, i) => blocks[index + 1 + i]?.block);
    return { ahead, tail: lines.join("\n") };
  }
}

/** Keeps a bounded number of issues, and of too many the gravest. */
class WorstIssues {
  readonly #most: number;
  readonly #bySeverity: Readonly<Record<IssueSeverity, Issue[]>> = {
    error: [],
    warning: [],
    information: [],
    hint: [],
  };

  constructor(most: number) {
    this.#most = most;
  }

  add(issue: Issue): void {
    this.addMoved(issue, 0);
  }

  /** Adds an issue that now stands some lines further down. */
  addMoved(issue: Issue, by: number): void {
    const same = this.#bySeverity[severityOf(issue.code)];
    if (this.#most <= same.length) return;
    same.push(by === 0 ? issue : movedBy(issue, by));
  }

  list(): readonly Issue[] {
    const { error, warning, information, hint } = this.#bySeverity;
    const worst = [...error, ...warning, ...information, ...hint].slice(0, this.#most);
    return worst.sort((a, b) => a.place.line - b.place.line || a.place.start - b.place.start);
  }
}

function isSameList(a: readonly Issue[], b: readonly Issue[]): boolean {
  return a.length === b.length && a.every((issue, i) => JSON.stringify(issue) === JSON.stringify(b[i]));
}

/** What stands elsewhere than where it was found, as it was given last: most of a document stays where it is. */
const movedIssues = new WeakMap<Issue, Issue>();

function movedBy(issue: Issue, by: number): Issue {
  const before = movedIssues.get(issue);
  if (before?.place.line === issue.place.line + by) return before;
  const moved = movedIssue(issue, (line) => line + by) ?? issue;
  movedIssues.set(issue, moved);
  return moved;
}

/** The issue where an edit has moved its line to; undefined where the line is gone. */
function movedIssue(issue: Issue, moved: (line: number) => number | undefined): Issue | undefined {
  const line = moved(issue.place.line);
  if (line === undefined) return undefined;
  const place = { ...issue.place, line };
  if (!issue.related) return line === issue.place.line ? issue : { ...issue, place };
  const related = issue.related.flatMap((other) => {
    const otherLine = other.uri === undefined ? moved(other.place.line) : other.place.line;
    return otherLine === undefined ? [] : [{ ...other, place: { ...other.place, line: otherLine } }];
  });
  return { ...issue, place, related };
}

/** One issue for all lines of a capture whose blanks were repaired. */
function* repairedIssues(document: EvidenceDocument): Generator<Issue> {
  const lines = document.blocks.flatMap(({ first, block }) => block.repaired.map((offset) => first + offset));
  let at = 0;
  for (const { lastLine } of document.captures) {
    const line = lines[at];
    const from = at;
    while (at < lines.length && lines[at]! <= lastLine) at++;
    if (line === undefined || from === at) continue;
    const place = { line, start: 0, end: document.line(line).length };
    yield { code: "EV017", place, message: repairedText(at - from - 1) };
  }
}

function repairedText(more: number): string {
  const also =
    more === 0 ? "" : `, like those of ${more} more ${more === 1 ? "line" : "lines"} of this capture`;
  return `Blanks of this line are not plain blanks${also}: no-break spaces or the like. They were read as blanks.`;
}
