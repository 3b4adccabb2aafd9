import { expect, test } from "vitest";
import type {
  ChosenEvents,
  EventPosition,
  EventRow,
  EventsState,
  FindEventResult,
  OpenEventsResult,
} from "../src/protocol/events.ts";
import { builtServer } from "./server/builtServer.ts";
import { type ServedCase, withCase } from "./server/servedCase.ts";

const program = builtServer("events");

const heading = '"Time of Day","Process Name","PID","Operation","Path","Result","Detail"\r\n';
const row = (i: number) =>
  `"10:00:00.${String(i % 10_000_000).padStart(7, "0")}","${i % 1000 === 999 ? "rare.exe" : "svchost.exe"}","${400 + (i % 7)}",` +
  `"RegOpenKey","HKLM\\Software\\Acme\\${i}","SUCCESS","Desired Access: ${i % 2 === 0 ? "Read" : "All\nof it"}"\r\n`;
const capture = (count: number) => heading + Array.from({ length: count }, (_, i) => row(i)).join("");
const events = 60_000;

class Page {
  readonly #served: ServedCase;
  readonly id: number;

  constructor(served: ServedCase, opened: OpenEventsResult) {
    this.#served = served;
    if (opened.kind === "refused") throw new Error(opened.sentence);
    this.id = opened.id;
  }

  ask<Result>(method: string, params: object = {}): Promise<Result> {
    return this.#served.server.request(`incidentNotes/${method}`, { id: this.id, ...params });
  }

  async whole(): Promise<EventsState> {
    for (;;) {
      const state = await this.ask<EventsState>("advanceEvents");
      if (state.isWhole && state.matching?.isWhole !== false) return state;
    }
  }
}

const openedPage = async (served: ServedCase, path: string) =>
  new Page(served, await served.server.request("incidentNotes/openEvents", { uri: served.uri(path) }));
const rare = {
  rules: [{ column: "Process Name", relation: "is", value: "RARE.exe", action: "include", state: "on" }],
  text: "",
};

test("a page is given the rows that it shows, and no others", () =>
  withCase({ program, files: { "capture.csv": capture(events) } }, async (served) => {
    const page = await openedPage(served, "capture.csv");
    expect(await page.whole()).toMatchObject({ count: events, isWhole: true, problems: [] });
    const rows = await page.ask<readonly EventRow[]>("eventRows", {
      from: 40_001,
      count: 2,
      columns: [4, 6],
    });
    expect(rows).toEqual([
      { event: 40_001, cells: ["HKLM\\Software\\Acme\\40001", "Desired Access: All\nof it"] },
      { event: 40_002, cells: ["HKLM\\Software\\Acme\\40002", "Desired Access: Read"] },
    ]);
    expect(await page.ask("eventRows", { from: events - 1, count: 50, columns: [0] })).toHaveLength(1);
    await page.ask("closeEvents");
    expect(await page.ask("eventRows", { from: 0, count: 1, columns: [0] })).toBeNull();
  }));

test("a filter gives its first events before it has seen all", () =>
  withCase({ program, files: { "capture.csv": capture(events) } }, async (served) => {
    const page = await openedPage(served, "capture.csv");
    const first = await page.ask<EventsState>("filterEvents", rare);
    expect(first.matching).toBeDefined();
    const state = await page.whole();
    expect(state.matching).toEqual({ count: events / 1000, checked: events, isWhole: true });
    const rows = await page.ask<readonly EventRow[]>("eventRows", { from: 1, count: 3, columns: [1] });
    expect(rows.map(({ event }) => event)).toEqual([1999, 2999, 3999]);
    const at = await page.ask<EventPosition>("eventPosition", { event: 2500 });
    expect(at).toEqual({ event: 2500, position: 2, isShown: false });
    const unfiltered = await page.ask<EventsState>("filterEvents", { rules: [], text: " " });
    expect(unfiltered.matching).toBeUndefined();
  }));

test("events are found by their text, and cited by their lines", () =>
  withCase({ program, files: { "capture.csv": capture(3000) } }, async (served) => {
    const page = await openedPage(served, "capture.csv");
    await page.whole();
    const find = async (from: number, direction: string): Promise<FindEventResult> => {
      const params = { text: "Acme\\2500", from, direction };
      const result = await page.ask<FindEventResult>("findEvent", params);
      return result.kind === "looked" ? find(result.next, direction) : result;
    };
    expect(await find(0, "forward")).toEqual({ kind: "found", position: 2500 });
    expect(await find(2300, "forward")).toEqual({ kind: "found", position: 2500 });
    expect(await find(2600, "backward")).toEqual({ kind: "found", position: 2500 });
    expect(await find(2600, "forward")).toEqual({ kind: "none" });
    const { lines } = await page.ask<ChosenEvents>("chosenEvents", {
      events: [2500, 3, 0],
      by: "event",
      columns: [0],
    });
    // Every second event has a line break.
    expect(lines).toEqual([1, 5, 3751]);
    expect(await page.ask("eventPosition", { line: 3752 })).toEqual({
      event: 2501,
      position: 2501,
      isShown: true,
    });
    expect(await page.ask("eventDetail", { event: 2501 })).toMatchObject({ event: 2501, line: 3752 });
  }));

test("what is no capture is refused in words", () =>
  withCase({ program, files: { "notes.csv": "a,b,c\n1,2,3\n" } }, async ({ server, uri }) => {
    const opened = await server.request("incidentNotes/openEvents", { uri: uri("notes.csv") });
    expect(opened).toMatchObject({ kind: "refused", sentence: expect.stringContaining("no capture") });
    const gone = await server.request("incidentNotes/openEvents", { uri: uri("gone.csv") });
    expect(gone).toMatchObject({ kind: "refused", sentence: "There is no such file." });
  }));
