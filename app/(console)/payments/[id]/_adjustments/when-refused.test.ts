import { describe, expect, it } from "vitest";
import { PAYMENT_KINDS } from "@/lib/payments/status";
import { whenRefused } from "./when-refused";

const NOW = new Date("2026-11-30T12:00:00Z");
const createdAt = new Date("2026-11-30T10:00:00.700Z");
const refused = (kind: (typeof PAYMENT_KINDS)[number], at: string) =>
  whenRefused({ kind, createdAt }, new Date(at), NOW);

describe("when an adjustment happened", () => {
  it.each(PAYMENT_KINDS)("is never ahead of Counterfoil's clock, of a %s payment", (kind) => {
    expect(refused(kind, "2026-11-30T12:00:01Z")).toBe("This has not happened yet.");
    expect(refused(kind, "2026-11-30T12:00:00Z")).toBeNull();
  });

  it.each(PAYMENT_KINDS)("is the second a %s payment was created in, or later", (kind) => {
    expect(refused(kind, "2026-11-30T10:00:00Z")).toBeNull();
  });

  it.each(["checkout", "policy", "referral"] as const)("is not before a %s payment was created", (kind) => {
    expect(refused(kind, "2026-11-30T09:59:59Z")).toMatch(/not there yet/);
  });

  it("may be before a mirrored payment was recorded here", () => {
    expect(refused("connected", "2026-11-01T00:00:00Z")).toBeNull();
  });
});
