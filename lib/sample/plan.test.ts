import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/durations";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/limits";
import { planSample, SAMPLE_DAYS } from "./plan";

describe("the plan of the sample data", () => {
  const now = new Date("2026-11-21T00:30:00Z");
  const stories = planSample(now);

  it("is the same each time", () => {
    expect(planSample(now)).toEqual(stories);
  });

  it("tells nothing that has not happened yet, and nothing before its beginning", () => {
    for (const { createdAt, steps } of stories) {
      expect(now.getTime() - createdAt.getTime()).toBeLessThan((SAMPLE_DAYS + 1) * DAY_MS);
      let before = createdAt;
      for (const { at } of steps) {
        expect(at >= before && at <= now).toBe(true);
        before = at;
      }
    }
  });

  it("asks for amounts that every merchant may ask for, under keys of their own", () => {
    for (const { lineItems } of stories) {
      const sum = lineItems.reduce((total, item) => total + item.amount * BigInt(item.quantity), 0n);
      expect(sum >= 100n && sum <= PAYMENT_LIMIT_MINOR_DEFAULT).toBe(true);
    }
    expect(new Set(stories.map(({ key }) => key)).size).toBe(stories.length);
  });
});
