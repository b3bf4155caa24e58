import { describe, expect, it } from "vitest";
import { OPERATIONS } from "../operations";
import { holdAnswer, holdFailure, holdObject, holdRequest } from "./hold";

const operation = (method: string, path: string) => {
  const found = OPERATIONS.find((each) => each.method === method && each.path.test(path));
  if (!found) throw new Error(`the stand-in has no ${method} ${path}`);
  return found;
};

const refund = {
  id: "re_1",
  object: "refund",
  amount: 900,
  currency: "gbp",
  created: 1,
  status: "succeeded",
};
const ofRefund = operation("GET", "/v1/refunds/re_1");
const charging = operation("POST", "/v1/payment_intents");
const charge = { amount: "900", currency: "gbp", confirm: "true", metadata: { attempt_id: "a" } };

describe("Stripe's OpenAPI document", () => {
  it("has every operation of the stand-in, as it is asked and as it answers", () => {
    for (const each of OPERATIONS) {
      expect(() => holdRequest(each, "no form")).toThrow(/refuses what is asked/);
      expect(() => holdAnswer(each, "no answer")).toThrow(/refuses the answer/);
    }
  });

  it.each([
    ["a value that is none of those there are", { ...refund, object: "refunds" }],
    ["a number as a text", { ...refund, amount: "900" }],
    ["a field that Stripe has not", { ...refund, given_back: true }],
    ["an answer without a field that it always has", { ...refund, amount: undefined }],
    ["something else inside it", { ...refund, charge: { id: "ch_1", object: "charge" } }],
  ])("refuses %s", (_fault, answer) => {
    expect(() => holdAnswer(ofRefund, refund)).not.toThrow();
    expect(() => holdAnswer(ofRefund, JSON.parse(JSON.stringify(answer)))).toThrow(/refuses the answer/);
    expect(() => holdObject(JSON.parse(JSON.stringify(answer)))).toThrow();
  });

  it.each([
    ["a parameter that there is not", { ...charge, amount_minor: "900" }],
    ["an amount that is no whole number", { ...charge, amount: "9.50" }],
    ["an answer to yes or no that is neither", { ...charge, confirm: "perhaps" }],
    ["nothing where something is needed", { currency: "gbp" }],
    ["a list where there is one", { ...charge, metadata: { attempt_id: { of: "a" } } }],
  ])("refuses to be asked %s", (_fault, form) => {
    expect(() => holdRequest(charging, charge)).not.toThrow();
    expect(() => holdRequest(charging, form)).toThrow(/refuses what is asked/);
  });

  it("refuses a refusal of a kind that Stripe has not", () => {
    expect(() => holdFailure({ error: { type: "card_error", message: "Declined." } })).not.toThrow();
    expect(() => holdFailure({ error: { type: "rate_limit_error", message: "Slow down." } })).toThrow();
  });
});
