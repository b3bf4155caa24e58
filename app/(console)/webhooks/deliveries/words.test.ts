import { describe, expect, it } from "vitest";
import { countText, deliveriesText } from "@/components/webhooks/count-text";
import { outcomeText } from "@/components/webhooks/deliveries/delivery-state";
import { headerLines, readableBody } from "@/components/webhooks/deliveries/exchange-text";
import { newId, spellId } from "@/lib/ids";
import { DELIVERIES_COUNT_MAX } from "@/lib/webhooks/limits";
import { appliedDeliveryFilters } from "./applied";
import { sinceInstant } from "./resend-since";

const pending = {
  state: "pending",
  sending: false,
  attempts: 0,
  lastOutcome: null,
  lastStatusCode: null,
} as const;

describe("what became of a delivery, in words", () => {
  it("tells the outcome and, where that says more, the status", () => {
    expect(outcomeText(pending)).toBe("Not tried yet");
    expect(outcomeText({ ...pending, lastOutcome: "server_error", lastStatusCode: 503 })).toBe(
      "Failed there (5xx), 503",
    );
    expect(outcomeText({ ...pending, lastOutcome: "gone", lastStatusCode: 410 })).toBe("Gone (410)");
    expect(outcomeText({ ...pending, state: "exhausted" })).toBe("Given up when its endpoint changed");
  });

  it("says that a count was capped", () => {
    expect(
      [0, DELIVERIES_COUNT_MAX, DELIVERIES_COUNT_MAX + 1].map((count) => countText(count, "en-GB")),
    ).toEqual(["0", "1,000", "1,000+"]);
    expect([1, 1_200].map((count) => deliveriesText(count, "en-GB"))).toEqual([
      "1 delivery",
      "1,200 deliveries",
    ]);
  });
});

describe("what was answered", () => {
  it("hides nothing in characters without a shape, and keeps lines", () => {
    expect(readableBody("a\u0000b\u202ec\u200bd\r\n\te")).toBe("a⎕b⎕c⎕d\r\n\te");
    expect(readableBody("Zoë, 東京")).toBe("Zoë, 東京");
  });

  it("shows headers a line each", () => {
    expect(headerLines({ server: "x", "retry-after": "5" })).toBe("server: x\nretry-after: 5");
    expect(headerLines({})).toBe("(none)");
  });
});

describe("since when failed deliveries are sent again", () => {
  const now = new Date("2026-11-21T12:00:00Z");

  it("is so many hours before now, or the time that was typed, and never everything by mistake", () => {
    expect(sinceInstant("24", "", now)).toEqual(new Date("2026-11-20T12:00:00Z"));
    expect(sinceInstant("at", "2026-11-20T08:30", now)).toEqual(new Date(2026, 10, 20, 8, 30));
    expect(sinceInstant("at", "", now)).toBeNull();
  });
});

describe("the filters that are applied", () => {
  it("are named in words, each with the address of the list without it", () => {
    const id = newId();
    const endpoints = [{ id, url: "https://example.com/hooks" }];
    const filters = appliedDeliveryFilters({ state: "exhausted", endpoint: id }, endpoints);
    expect(filters).toEqual([
      {
        key: "state",
        name: "State",
        value: "Failed",
        hrefWithout: `/webhooks/deliveries?endpoint=${spellId("we", id)}`,
      },
      {
        key: "endpoint",
        name: "Endpoint",
        value: "example.com/hooks",
        hrefWithout: "/webhooks/deliveries?state=exhausted",
      },
    ]);
  });
});
