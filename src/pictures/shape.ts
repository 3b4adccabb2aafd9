/** An element of SVG as plain data: written as text for a file, or made into elements of a page. */
export interface Shape {
  readonly tag: ShapeTag;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Strings are text, whatever stands in them. */
  readonly children: readonly (Shape | string)[];
}

export type ShapeTag = "svg" | "g" | "path" | "rect" | "line" | "circle" | "text" | "title" | "desc";

export function shape(
  tag: ShapeTag,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...children: readonly (Shape | string)[]
): Shape {
  const present = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === "number" ? placed(value) : value] as const],
  );
  return { tag, attributes: Object.fromEntries(present), children };
}

/** To a hundredth of a pixel: the same on every machine. */
export function placed(value: number): number {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 ? 0 : rounded;
}

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A drawing that says in words what it shows. */
export interface Picture extends Size {
  readonly title: string;
  readonly description: string;
  readonly shapes: readonly Shape[];
}

/** The same picture, all of whose texts are told in another way. */
export function retold(picture: Picture, tell: (text: string) => string): Picture {
  const ofShape = ({ tag, attributes, children }: Shape): Shape => ({
    tag,
    attributes,
    children: children.map((child) => (typeof child === "string" ? tell(child) : ofShape(child))),
  });
  const { title, description, shapes } = picture;
  return { ...picture, title: tell(title), description: tell(description), shapes: shapes.map(ofShape) };
}
