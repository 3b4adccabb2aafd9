import { type HierarchyPointNode, hierarchy, tree } from "d3-hierarchy";
import { linkHorizontal } from "d3-shape";
import { boldShare, fittedText } from "./fittedText.ts";
import { type Picture, type Shape, shape } from "./shape.ts";
import { moved } from "./timelinePicture.ts";

/** A process, and those it started. Texts have nothing hidden in them. */
export interface ProcessNode {
  readonly label: string;
  readonly facts: readonly string[];
  /** `focus`: the one that was asked for; `marked`: one that a finding is about. */
  readonly look: "focus" | "marked" | "plain";
  readonly children: readonly ProcessNode[];
}

const nodeWidth = 210;
const nodeHeight = 40;
const columnWidth = nodeWidth + 44;
const rowHeight = nodeHeight + 12;
const margin = 20;
const headHeight = 44;

/** Who started whom, from left to right. */
export function processTreePicture(root: ProcessNode, title: string, description: string): Picture {
  const laidOut = tree<ProcessNode>().nodeSize([rowHeight, columnWidth])(hierarchy(root));
  const nodes = laidOut.descendants();
  const top = Math.min(...nodes.map(({ x }) => x));
  const bottom = Math.max(...nodes.map(({ x }) => x));
  const right = Math.max(...nodes.map(({ y }) => y));
  const link = linkHorizontal<unknown, readonly [number, number]>();
  const links = laidOut.links().map(({ source, target }) => {
    const d = link({ source: [source.y + nodeWidth, source.x], target: [target.y, target.x] });
    return shape("path", { class: "edge", d: d ?? "" });
  });
  return {
    title,
    description,
    width: Math.max(360, right + nodeWidth + 2 * margin),
    height: bottom - top + nodeHeight + headHeight + 2 * margin,
    shapes: [
      shape("text", { class: "heading", x: margin, y: 28 }, title),
      moved(margin, headHeight + margin + nodeHeight / 2 - top, ...links, ...nodes.map(nodeShape)),
    ],
  };
}

function nodeShape({ x, y, data }: HierarchyPointNode<ProcessNode>): Shape {
  return boxShape(y, x - nodeHeight / 2, { ...data, kind: "process" });
}

/** What a box stands for, and what is written in it. */
export interface BoxFacts extends Pick<ProcessNode, "label" | "facts" | "look"> {
  readonly kind: "process" | "host" | "remote" | "unknown";
}

/** A box with a name and a line of facts. */
export function boxShape(x: number, y: number, { label, facts, look, kind }: BoxFacts): Shape {
  return moved(
    x,
    y,
    shape(
      "rect",
      {
        class: `node ${kind}${look === "plain" ? "" : ` ${look}`}`,
        width: nodeWidth,
        height: nodeHeight,
        rx: 5,
      },
      shape("title", {}, [label, ...facts].join("\n")),
    ),
    shape("text", { class: "strong", x: 10, y: 17 }, fittedText(label, (nodeWidth - 20) / boldShare)),
    shape("text", { class: "small quiet", x: 10, y: 32 }, fittedText(facts.join(" · "), nodeWidth - 14)),
  );
}

/** Pixels of every box. */
export const boxSize = { width: nodeWidth, height: nodeHeight } as const;
