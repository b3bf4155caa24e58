import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { DELIVERY_OUTCOMES } from "@/lib/webhooks/deliveries/outcomes";
import { DELIVERY_ATTEMPTS_MAX, RETRY_DELAYS_MS } from "@/lib/webhooks/sending/schedule";
import { ENDPOINTS_MAX, RESEND_DELIVERIES_MAX, SECRETS_VALID_MAX } from "./limits";

const text = readFileSync(path.resolve(import.meta.dirname, "../../docs/webhooks.md"), "utf8");

describe("docs/webhooks.md", () => {
  it("names every reason an attempt can end in", () => {
    for (const outcome of DELIVERY_OUTCOMES) expect(text).toContain(`\`${outcome}\``);
  });

  it("tells the schedule and the limits as they are", () => {
    expect([DELIVERY_ATTEMPTS_MAX, ...RETRY_DELAYS_MS.map((ms) => ms / 1_000)]).toEqual([
      8, 5, 300, 1_800, 7_200, 18_000, 36_000, 36_000,
    ]);
    expect(text).toContain("5 minutes, 30 minutes, 2 hours, 5 hours, 10 hours and 10 hours: eight attempts");
    expect([ENDPOINTS_MAX, RESEND_DELIVERIES_MAX, SECRETS_VALID_MAX]).toEqual([50, 10_000, 4]);
    for (const limit of ["50 endpoints", "at most 10 000", "At most four secrets"])
      expect(text).toContain(limit);
  });
});
