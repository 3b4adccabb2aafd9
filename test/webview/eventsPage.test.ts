import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layoutOf, pageMessage } from "../../src/protocol/pageMessages.ts";
import { RowCache, rowsOfBlock } from "../../src/webview/events/rowCache.ts";
import { RowSelection } from "../../src/webview/events/rowSelection.ts";
import { ScrollPlaces } from "../../src/webview/events/scrollPlaces.ts";
import { ShownColumns } from "../../src/webview/events/shownColumns.ts";

const rowHeight = 22;

describe("a list of any length", () => {
  const rows = fc.integer({ min: 1, max: 20_000_000 });
  const view = fc.integer({ min: 100, max: 2000 });

  test("is no higher than a browser draws, and shows its first and its last row", () =>
    fc.assert(
      fc.property(rows, view, (count, height) => {
        const places = new ScrollPlaces(rowHeight);
        places.resize(count, height);
        expect(places.height).toBeLessThanOrEqual(12_000_000);
        expect(places.first).toBe(0);
        places.scrolled(places.height);
        expect(places.last).toBe(count - 1);
        expect(places.placeOf(count - 1) + rowHeight).toBeLessThanOrEqual(places.height + 1);
      }),
    ));

  test("has a row in view when it is revealed, where it is drawn", () =>
    fc.assert(
      fc.property(rows, view, fc.nat(), (count, height, wanted) => {
        const places = new ScrollPlaces(rowHeight);
        places.resize(count, height);
        const row = wanted % count;
        places.reveal(row);
        expect(row).toBeGreaterThanOrEqual(places.first);
        expect(row).toBeLessThanOrEqual(places.last);
        const onScreen = places.placeOf(row) - places.scrollTop;
        expect(onScreen).toBeGreaterThanOrEqual(-1);
        expect(onScreen).toBeLessThanOrEqual(height);
      }),
    ));

  test("goes on by as many pixels as the wheel says, however long it is", () => {
    const places = new ScrollPlaces(rowHeight);
    places.resize(5_000_000, 700);
    expect(places.movesWheel).toBe(true);
    places.moveTo(places.top + 100);
    expect(places.first).toBe(4);
  });
});

describe("selected rows", () => {
  test("are a range from where it began, in both directions", () => {
    const selection = new RowSelection();
    selection.choose(5, "alone");
    selection.choose(8, "range");
    expect(selection.places(10)).toEqual([5, 6, 7, 8]);
    selection.choose(3, "range");
    expect(selection.places(10)).toEqual([3, 4, 5]);
  });

  test("are taken and left one by one", () => {
    const selection = new RowSelection();
    selection.choose(5, "alone");
    selection.choose(8, "range");
    selection.choose(6, "toggle");
    selection.choose(1, "toggle");
    expect(selection.places(10)).toEqual([1, 5, 7, 8]);
    expect(selection.count).toBe(4);
    selection.within(6);
    expect(selection.places(10)).toEqual([1, 5]);
  });

  test("may be all of a million, and are copied up to a number", () => {
    const selection = new RowSelection();
    selection.all(1_000_000);
    expect(selection.count).toBe(1_000_000);
    expect(selection.places(3)).toEqual([0, 1, 2]);
  });
});

describe("rows that are here", () => {
  test("are asked for by the block, once, and again where there are more now", () => {
    const asked: number[] = [];
    const cache = new RowCache((_generation, from) => asked.push(from));
    expect(cache.row(150, 160)).toBeUndefined();
    cache.row(151, 160);
    expect(asked).toEqual([rowsOfBlock]);
    const rows = Array.from({ length: 60 }, (_, i) => ({ event: rowsOfBlock + i, cells: [] }));
    cache.put(cache.generation, rowsOfBlock, rows);
    expect(cache.row(151, 160)?.event).toBe(151);
    cache.row(170, 200);
    expect(asked).toEqual([rowsOfBlock, rowsOfBlock]);
  });

  test("are not those of a filter before", () => {
    const cache = new RowCache(() => {});
    const before = cache.generation;
    cache.forget();
    cache.put(before, 0, [{ event: 7, cells: [] }]);
    expect(cache.known(0)).toBeUndefined();
  });
});

describe("columns", () => {
  test("are those of Process Monitor at first, and kept as they were left", () => {
    const all = ["Time of Day", "Note", "PID", "Operation"];
    const columns = new ShownColumns(all, undefined);
    expect(columns.shown.map(({ name }) => name)).toEqual(["Time of Day", "PID", "Operation"]);
    columns.toggle("Note");
    columns.move("Note", -1);
    columns.resize("PID", 5);
    const again = new ShownColumns(all, layoutOf(JSON.parse(JSON.stringify(columns.layout))));
    expect(again.layout).toEqual(columns.layout);
    expect(again.shown.map(({ name }) => name)).toEqual(["Time of Day", "PID", "Note", "Operation"]);
  });
});

describe("what a page says", () => {
  test("is taken where it is a message", () => {
    const rule = { column: "PID", relation: "is", value: "4", action: "include", state: "on" };
    const filter = { kind: "filter", generation: 1, filter: { rules: [rule], text: "a" } };
    expect(pageMessage(filter)).toEqual(filter);
    expect(pageMessage({ kind: "ready", more: 1 })).toEqual({ kind: "ready" });
  });

  test("is dropped where it is none, whatever it is", () => {
    const wrong = [
      { kind: "rows", generation: 1, from: -1, count: 1, columns: [] },
      { kind: "rows", generation: 1, from: 0, count: 1e9, columns: [] },
      { kind: "events", deed: "rm", events: [1], by: "event", columns: [] },
      { kind: "filter", generation: 1, filter: { rules: [{ column: "constructor" }], text: "" } },
      { kind: "open", place: { uri: 1, line: 2 } },
      { kind: "toString" },
    ];
    for (const message of wrong) expect(pageMessage(message)).toBeUndefined();
    fc.assert(fc.property(fc.anything(), (message) => void pageMessage(message)));
  });
});
