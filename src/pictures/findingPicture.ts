import { linkHorizontal } from "d3-shape";
import { fittedText, wrappedText } from "./fittedText.ts";
import { type BoxFacts, boxShape, boxSize } from "./processTreePicture.ts";
import { type Picture, type Shape, shape } from "./shape.ts";
import { moved } from "./timelinePicture.ts";

/** Hosts, their processes and the far ends, as the lines of a finding tie them together. */
export interface FindingGraph {
  readonly hosts: readonly GraphNode[];
  readonly processes: readonly GraphNode[];
  readonly remotes: readonly GraphNode[];
  readonly links: readonly GraphLink[];
  readonly more: number;
}

export interface GraphNode extends BoxFacts {
  readonly id: string;
}

/** From the id of a node to that of one in the next column. */
export interface GraphLink {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Whether it is assumed. */
  readonly look: "sure" | "assumed";
}

const columnGap = 120;
const rowHeight = boxSize.height + 18;
const margin = 20;
const lineHeight = 18;
/** Bold, and defanged later, a title is so much wider. */
const titleShare = 1.3;
const headings = ["Host", "Process", "Far end"] as const;

/** Three columns from host to far end. */
export function findingPicture(graph: FindingGraph, title: string, description: string): Picture {
  const columns = [graph.hosts, graph.processes, graph.remotes];
  const tallest = Math.max(1, ...columns.map(({ length }) => length)) * rowHeight;
  const width = 3 * boxSize.width + 2 * columnGap + 2 * margin;
  const head = wrappedText(title, (width - 2 * margin) / titleShare).map((line, i) =>
    shape("text", { class: "strong", x: margin, y: 24 + i * lineHeight }, line),
  );
  const top = 24 + head.length * lineHeight + 12;
  const places = placesOf(columns, tallest);
  return {
    title,
    description,
    width,
    height: top + tallest + margin + (0 < graph.more ? lineHeight : 0),
    shapes: [
      ...head,
      ...headings.map((text, i) =>
        shape("text", { class: "small quiet", x: margin + i * (boxSize.width + columnGap), y: top }, text),
      ),
      moved(
        margin,
        top + 8,
        ...graph.links.flatMap((link) => linkShapes(link, places)),
        ...columns.flat().map((node) => boxShape(...places.get(node.id)!, node)),
      ),
      ...(0 < graph.more
        ? [
            shape(
              "text",
              { class: "small quiet", x: margin, y: top + tallest + 24 },
              `… and ${graph.more} more`,
            ),
          ]
        : []),
    ],
  };
}

type Places = ReadonlyMap<string, readonly [x: number, y: number]>;

/** Each column in the middle of the tallest. */
function placesOf(columns: readonly (readonly GraphNode[])[], tallest: number): Places {
  return new Map(
    columns.flatMap((nodes, column) =>
      nodes.map(({ id }, row) => {
        const top = (tallest - nodes.length * rowHeight) / 2;
        return [id, [column * (boxSize.width + columnGap), top + row * rowHeight + 6]] as const;
      }),
    ),
  );
}

const curve = linkHorizontal<unknown, readonly [number, number]>();

function linkShapes({ from, to, label, look }: GraphLink, places: Places): readonly Shape[] {
  const [start, end] = [places.get(from), places.get(to)];
  if (!start || !end) return [];
  const source = [start[0] + boxSize.width, start[1] + boxSize.height / 2] as const;
  const target = [end[0], end[1] + boxSize.height / 2] as const;
  return [
    shape("path", { class: look === "sure" ? "edge" : "edge assumed", d: curve({ source, target }) ?? "" }),
    shape(
      "text",
      { class: "small quiet middle", x: (source[0] + target[0]) / 2, y: (source[1] + target[1]) / 2 - 5 },
      fittedText(label, columnGap),
    ),
  ];
}
