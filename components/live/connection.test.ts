// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HIDDEN_MS_MAX, keepConnected, type LiveState, SILENCE_MS_MAX } from "./connection";

/** A browser's EventSource, whose server is the test. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static made: FakeSource[] = [];
  readyState = 1;
  constructor(readonly address: string) {
    super();
    FakeSource.made.push(this);
  }
  close() {
    this.readyState = FakeSource.CLOSED;
  }
  say(type: string, lastEventId: string, data = "") {
    this.dispatchEvent(new MessageEvent(type, { lastEventId, data }));
  }
  fail(forGood: boolean) {
    if (forGood) this.readyState = FakeSource.CLOSED;
    this.dispatchEvent(new Event("error"));
  }
}

const latest = () => FakeSource.made.at(-1) as FakeSource;
let states: LiveState[];
let views: string[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  FakeSource.made = [];
  [states, views] = [[], []];
  stop = keepConnected({
    address: "/api/live/payments?status=pending",
    after: "7.1",
    onView: (data) => views.push(data),
    onState: (state) => states.push(state),
  });
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function look(visibility: "visible" | "hidden") {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(visibility);
  document.dispatchEvent(new Event("visibilitychange"));
}

describe("a page's connection", () => {
  it("begins after what the page shows, with its own parameters", () => {
    expect(latest().address).toBe("/api/live/payments?status=pending&after=7.1");
    latest().say("view", "8.1", "changed");
    expect([views, states]).toEqual([["changed"], ["live"]]);
  });

  it("comes back after what it was told last when the server refuses it, and sooner or later each time", () => {
    latest().say("beat", "9.3");
    for (let tries = 1; tries <= 6; tries++) {
      latest().fail(true);
      vi.advanceTimersByTime(20_000);
      expect(FakeSource.made).toHaveLength(tries + 1);
      expect(latest().address).toContain("after=9.3");
    }
    expect(states.at(-1)).toBe("reconnecting");
  });

  it("leaves a lost connection to the browser, which comes back by itself", () => {
    latest().say("beat", "9.3");
    latest().fail(false);
    vi.advanceTimersByTime(20_000);
    expect(FakeSource.made).toHaveLength(1);
  });

  it("notices a connection that was cut without a word", () => {
    latest().say("beat", "9.3");
    vi.advanceTimersByTime(SILENCE_MS_MAX);
    expect(FakeSource.made).toHaveLength(2);
  });

  it("lets go while nobody can see the page, and takes it up again at once", () => {
    latest().say("beat", "9.3");
    look("hidden");
    vi.advanceTimersByTime(HIDDEN_MS_MAX + SILENCE_MS_MAX);
    expect([FakeSource.made.length, latest().readyState]).toEqual([1, FakeSource.CLOSED]);
    look("visible");
    expect(FakeSource.made).toHaveLength(2);
    expect(latest().address).toContain("after=9.3");
  });

  it("does not come back once the session has ended", () => {
    latest().say("end", "");
    vi.advanceTimersByTime(SILENCE_MS_MAX * 2);
    expect(states).toEqual(["ended"]);
    expect(FakeSource.made).toHaveLength(1);
  });
});
