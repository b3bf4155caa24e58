import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { createAccount } from "@/lib/connected/wire";
import { validate } from "@/lib/http/validate";
import { newId, spellId } from "@/lib/ids";
import { problemOf } from "@/lib/verb/problem";
import { createPaymentBody } from "./wire";
import { listCustomersQuery } from "./wire-customers";

const payment = createPaymentBody({ merchantRequired: false });
const right = { amount: "5.00", currency: "EUR" };

function issuesWith(schema: z.ZodType, value: unknown) {
  try {
    validate(schema, value);
  } catch (err) {
    const problem = problemOf(err);
    return problem?.code === "invalid" ? problem.issues : problem;
  }
  return [];
}

describe("a refused field", () => {
  it("that is missing is required, whatever it should have been", () => {
    expect(issuesWith(payment, {})).toEqual([
      { path: "amount", message: "is required", code: "required" },
      { path: "currency", message: "is required", code: "required" },
    ]);
  });

  it("is too small below its least and too big above its most", () => {
    const codes = (amount: string) => issuesWith(payment, { ...right, amount });
    expect(codes("0.99")).toMatchObject([{ message: "must be at least 1.00", code: "too_small" }]);
    expect(codes("5000.01")).toMatchObject([{ message: "must be at most 5000.00", code: "too_big" }]);
    expect(issuesWith(payment, { ...right, idempotencyKey: "" })).toMatchObject([
      { message: "must not be empty", code: "too_small" },
    ]);
  });

  it("is not one for an id that is the same in another spelling", () => {
    const id = newId();
    const merchantId = spellId("mer", id);
    for (const organizationId of [merchantId, merchantId.toUpperCase(), id])
      expect(issuesWith(listCustomersQuery, { merchantId, organizationId })).toEqual([]);
    expect(issuesWith(listCustomersQuery, { merchantId, organizationId: newId() })).toMatchObject([
      { path: "organizationId", message: "must not differ from merchantId" },
    ]);
  });

  it("says its own rule of length", () => {
    for (const name of ["", "de", "日本"])
      expect(issuesWith(listCustomersQuery, { name })).toMatchObject([
        { message: "must be at least 3 characters", code: "too_small" },
      ]);
    expect(
      issuesWith(createAccount.pick({ accountName: true }), { accountName: "x".repeat(201) }),
    ).toMatchObject([{ message: "must have at most 200 characters", code: "too_big" }]);
  });
});
