/** Browsers draw no element that is higher. Pixels. */
const highest = 12_000_000;

/**
 * Where rows of a list of any length stand on the screen. The list is as high as its rows up to what a browser
 * draws; a longer one is pressed together, and rows are placed around where the scroll bar is.
 */
export class ScrollPlaces {
  readonly rowHeight: number;
  #rows = 0;
  #view = 0;
  /** Pixels of the whole list above the view, were it drawn in full. */
  #top = 0;

  constructor(rowHeight: number) {
    this.rowHeight = rowHeight;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Height of the element that is scrolled. */
  get height(): number {
    return Math.min(this.#fullHeight, Math.max(highest, this.#view));
  }

  /** How far the element is scrolled. */
  get scrollTop(): number {
    return this.#isPressed ? this.#top * this.#ratio : this.#top;
  }

  get top(): number {
    return this.#top;
  }

  get first(): number {
    return Math.floor(this.#top / this.rowHeight);
  }

  /** The last row of which something is seen. */
  get last(): number {
    return Math.min(this.#rows - 1, Math.floor((this.#top + Math.max(0, this.#view - 1)) / this.rowHeight));
  }

  /** Whole rows that a page down goes on. */
  get rowsOfView(): number {
    return Math.max(1, Math.floor(this.#view / this.rowHeight));
  }

  resize(rows: number, view: number): void {
    this.#rows = rows;
    this.#view = view;
    this.moveTo(this.#top);
  }

  /** The element was scrolled: by its bar, or by what the browser does of itself. */
  scrolled(scrollTop: number): void {
    if (Math.abs(scrollTop - this.scrollTop) < 1) return;
    this.moveTo(this.#isPressed ? scrollTop / this.#ratio : scrollTop);
  }

  moveTo(top: number): void {
    this.#top = Math.min(Math.max(0, top), Math.max(0, this.#fullHeight - this.#view));
  }

  /** Whether the wheel is to be followed here, since the browser would go too far. */
  get movesWheel(): boolean {
    return this.#isPressed;
  }

  /** The smallest move that has a row in full view; in the middle where it is far away. */
  reveal(row: number): void {
    const from = row * this.rowHeight;
    const isFar = from < this.#top - this.#view || this.#top + 2 * this.#view < from;
    if (isFar) this.moveTo(from - (this.#view - this.rowHeight) / 2);
    else if (from < this.#top) this.moveTo(from);
    else if (this.#top + this.#view < from + this.rowHeight) this.moveTo(from + this.rowHeight - this.#view);
  }

  /** Where a row is drawn within the element. */
  placeOf(row: number): number {
    return this.#isPressed ? this.scrollTop + row * this.rowHeight - this.#top : row * this.rowHeight;
  }

  get #fullHeight(): number {
    return this.#rows * this.rowHeight;
  }

  get #isPressed(): boolean {
    return Math.max(highest, this.#view) < this.#fullHeight;
  }

  get #ratio(): number {
    return (this.height - this.#view) / Math.max(1, this.#fullHeight - this.#view);
  }
}
