import { type CaseStories, type ProcessStory, storiesOf } from "../../analysis/detectors/processStory.ts";
import type { CaseView, ProcessInstance } from "../../core/caseView.ts";
import type { Deed } from "../../core/deed.ts";
import { grouped } from "../../core/grouped.ts";
import type { DeedGroup } from "./deedWords.ts";

/** Who started whom in a case, and what each process did. Made when it is first asked for. */
export class ProcessStories {
  readonly #stories: CaseStories;
  readonly #children: ReadonlyMap<string | undefined, readonly ProcessInstance[]>;

  constructor(view: CaseView) {
    this.#stories = storiesOf(view);
    this.#children = grouped(view.processes, ({ parent }) => parent);
  }

  story(process: ProcessInstance): ProcessStory {
    return this.#stories.story(process);
  }

  processOf(id: string): ProcessInstance | undefined {
    return this.#stories.process(id);
  }

  /** The processes that one started, the earliest first. */
  childrenOf({ id }: ProcessInstance): readonly ProcessInstance[] {
    return [...(this.#children.get(id) ?? [])].sort(byStart);
  }

  /** Events that started processes of which the evidence has nothing else. */
  unknownChildrenOf(process: ProcessInstance): readonly Deed[] {
    return this.story(process).deeds.filter(
      ({ kind, target }) => kind === "process created" && !this.#stories.process(target),
    );
  }

  parentOf({ parent }: ProcessInstance): ProcessInstance | undefined {
    return this.#stories.process(parent);
  }

  /** Processes of which no event and no other process says who may have started them. */
  possibleParentsOf({ possibleParents = [] }: ProcessInstance): readonly ProcessInstance[] {
    return possibleParents.flatMap((id) => this.#stories.process(id) ?? []);
  }

  /** The parent's event of starting it. */
  makingOf({ id }: ProcessInstance): Deed | undefined {
    return this.#stories.making(id);
  }

  /** Threads that other processes started in this one. */
  threadsOfOthersIn({ id }: ProcessInstance): readonly Deed[] {
    return this.#stories.facts.deeds.filter(
      ({ kind, target, process }) => kind === "thread created" && target === id && process !== id,
    );
  }

  deedsOf(process: ProcessInstance, { kinds }: DeedGroup): readonly Deed[] {
    const wanted = new Set(kinds);
    return this.story(process).deeds.filter(({ kind }) => wanted.has(kind));
  }
}

const known = new WeakMap<CaseView, ProcessStories>();

/** Of a snapshot of the case, or of its lines. */
export function processStoriesOf({ view }: { readonly view: CaseView }): ProcessStories {
  const stories = known.get(view) ?? new ProcessStories(view);
  known.set(view, stories);
  return stories;
}

function byStart(a: ProcessInstance, b: ProcessInstance): number {
  return (a.start?.micros ?? 0) - (b.start?.micros ?? 0) || a.pid - b.pid;
}
