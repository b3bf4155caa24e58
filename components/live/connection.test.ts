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
let asked: string[];
let stop: (() => void) | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  answers(null);
  begin();
});

function begin() {
  stop?.();
  FakeSource.made = [];
  [states, views, asked] = [[], [], []];
  stop = keepConnected({
    address: "/api/live/payments?status=pending",
    after: "7.1",
    onView: (data) => views.push(data),
    onState: (state) => states.push(state),
  });
}

/** What a request is answered from now on; null when no answer comes. */
function answers(status: number | null) {
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    if (status === null) throw new TypeError("Failed to fetch");
    return new Response(null, { status });
  });
}

afterEach(() => {
  stop?.();
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

  const losses = [() => latest().say("end", ""), () => latest().fail(true)];

  it("does not come back once it is answered 403, and says that it is not allowed", async () => {
    for (const lose of losses) {
      begin();
      answers(403);
      latest().say("beat", "9.3");
      lose();
      await vi.advanceTimersByTimeAsync(SILENCE_MS_MAX * 2);
      look("hidden");
      look("visible");
      expect(states).toEqual(["live", "reconnecting", "not_allowed"]);
      expect(FakeSource.made).toHaveLength(1);
      expect(asked).toEqual(["/api/live/payments?status=pending&after=9.3"]);
    }
  });

  it("asks ever more rarely once it is answered 401, and comes back when somebody has signed in again", async () => {
    for (const lose of losses) {
      begin();
      answers(401);
      latest().say("beat", "9.3");
      lose();
      await vi.advanceTimersByTimeAsync(600_000);
      expect(states).toEqual(["live", "reconnecting", "signed_out"]);
      expect(FakeSource.made).toHaveLength(1);
      expect(asked.length).toBeGreaterThan(5);
      expect(asked.length).toBeLessThan(12);
      answers(null);
      await vi.advanceTimersByTimeAsync(400_000);
      expect(states.at(-1)).toBe("signed_out");
      answers(200);
      await vi.advanceTimersByTimeAsync(400_000);
      expect(FakeSource.made.length).toBeGreaterThan(1);
      expect(latest().address).toContain("after=9.3");
      latest().say("beat", "9.4");
      expect(states.slice(2)).toEqual(["signed_out", "live"]);
    }
  });

  it("is taken up at once by whoever looks at the page again, signed in or not", async () => {
    answers(401);
    latest().say("beat", "9.3");
    latest().say("end", "");
    await vi.advanceTimersByTimeAsync(60_000);
    look("hidden");
    look("visible");
    expect(FakeSource.made).toHaveLength(2);
    latest().fail(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(states).toEqual(["live", "reconnecting", "signed_out"]);
  });

  it.each([200, 429, 503, null])(
    "comes back with the session the browser has now when the one it began with has ended, though asking why is answered %s",
    async (status) => {
      answers(status);
      latest().say("beat", "9.3");
      latest().say("end", "");
      await vi.advanceTimersByTimeAsync(2_000);
      expect(FakeSource.made).toHaveLength(2);
      expect(latest().address).toContain("after=9.3");
      latest().say("beat", "9.4");
      expect(states).toEqual(["live", "reconnecting", "live"]);
    },
  );

  it("takes no answer for its own that came after it was let go of", async () => {
    answers(401);
    latest().say("end", "");
    stop?.();
    await vi.advanceTimersByTimeAsync(SILENCE_MS_MAX);
    expect(states).toEqual(["reconnecting"]);
  });
});
