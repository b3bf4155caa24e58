import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  COLLECTION_TYPES,
  FAILURE_ACTIONS,
  PAYMENT_TYPES,
  POLICY_PAYMENT_STATUSES,
  PREMIUM_TYPES,
} from "@/lib/policies/enums";
import { readCreateBody } from "@/lib/policies/payments/create-fields";
import { isShown, type RecordValues, recordBody } from "./record-body";

const UNIT = { currency: "EUR", locale: "en-GB" };
const ID = "01a1fbbc-d101-74ee-b9c1-a7a8718c5ddb";

const values: fc.Arbitrary<RecordValues> = fc.record({
  status: fc.constantFrom(...POLICY_PAYMENT_STATUSES),
  payment_method_id: fc.constant(ID),
  payment_type: fc.constantFrom(...PAYMENT_TYPES),
  payment_date: fc.constant("2026-03-01"),
  collection_type: fc.constantFrom(...COLLECTION_TYPES),
  premium_type: fc.constantFrom(...PREMIUM_TYPES),
  amount: fc.constant("18.00"),
  description: fc.constant("March"),
  finalized_at: fc.constant("2026-03-02T08:00"),
  billing_date: fc.constantFrom("", "2026-03-01"),
  external_reference: fc.constantFrom("", "R-1"),
  retry_of: fc.constantFrom("", ID),
  failure_reason: fc.constant("No money"),
  failure_action: fc.constantFrom(...FAILURE_ACTIONS),
  failure_code: fc.constantFrom("", "05"),
});

describe("the form to record a payment", () => {
  it("cannot be filled in so that the matrix refuses it, whatever is chosen in whatever order", () => {
    fc.assert(
      fc.property(values, (filled) => {
        expect(readCreateBody(recordBody(filled, UNIT)).issues).toEqual([]);
      }),
    );
  });

  it("asks for what is missing instead of leaving it out", () => {
    fc.assert(
      fc.property(values, (filled) => {
        const empty = { ...filled, description: "", failure_reason: "", amount: "" };
        const paths = readCreateBody(recordBody(empty, UNIT)).issues.map(({ path }) => path);
        const shown = (["amount", "description", "failure_reason"] as const).filter((field) =>
          isShown(field, empty),
        );
        expect(paths.sort()).toEqual([...shown].sort());
      }),
    );
  });
});
