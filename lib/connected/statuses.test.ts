import { describe, expect, it } from "vitest";
import { PAYMENT_STATUSES } from "@/lib/payments/status";
import { fromWireStatus, toV1Status, toWireStatus, V1_STATUSES, WIRE_STATUSES } from "./statuses";

describe("a status on the wire", () => {
  it("is one of the contract's seventeen, each of which comes back from v3 as it was sent", () => {
    expect(WIRE_STATUSES).toHaveLength(17);
    expect(WIRE_STATUSES.map((status) => toWireStatus(fromWireStatus(status)))).toEqual([...WIRE_STATUSES]);
    expect(fromWireStatus("AMOUNT_ADJUSTEMENT")).toBe("amount_adjustment");
    expect(fromWireStatus("CAPTURE_FAILED")).toBe("capture_failed");
    expect(WIRE_STATUSES.filter((status) => !PAYMENT_STATUSES.includes(fromWireStatus(status)))).toEqual([]);
  });

  it("is pending for what only other doors know", () => {
    expect(toWireStatus("submitted")).toBe("PENDING");
    expect(toWireStatus("processing")).toBe("PENDING");
  });

  it.each([
    ["pending", "PENDING"],
    ["submitted", "PENDING"],
    ["processing", "PENDING"],
    ["authorisation", "PENDING"],
    ["amount_adjustment", "PENDING"],
    ["capture", "SUCCEEDED"],
    ["refund_reversed", "SUCCEEDED"],
    ["capture_failed", "FAILED"],
    ["unknown", "OTHER"],
    ["other", "OTHER"],
    ["succeeded", "SUCCEEDED"],
    ["failed", "FAILED"],
    ["cancelled", "CANCELLED"],
    ["expired", "EXPIRED"],
    ["refunded", "REFUNDED"],
    ["refunded_failure", "REFUNDED_FAILURE"],
    ["dispute", "DISPUTE"],
    ["dispute_won", "DISPUTE_WON"],
    ["dispute_lost", "DISPUTE_LOST"],
  ] as const)("%s is %s to v1", (status, shown) => {
    expect(toV1Status(status)).toBe(shown);
  });

  it("is to v1 always one of the eleven that its clients know", () => {
    expect(V1_STATUSES).toHaveLength(11);
    for (const status of PAYMENT_STATUSES)
      expect([status, V1_STATUSES.some((each) => each === toV1Status(status))]).toEqual([status, true]);
    expect(V1_STATUSES.filter((each) => !WIRE_STATUSES.includes(each))).toEqual([]);
    expect(V1_STATUSES.map((each) => toV1Status(fromWireStatus(each)))).toEqual([...V1_STATUSES]);
  });
});
