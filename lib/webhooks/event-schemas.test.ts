import { describe, expect, it } from "vitest";
import { dataSchemaOf, messageFault } from "./event-schemas";
import { EVENT_TYPES } from "./event-types";

describe("the catalogue", () => {
  const ofPayments = EVENT_TYPES.filter(({ type }) => /^payment\.(?!async_)/.test(type));
  it.each(ofPayments)(
    "$type says what the payment is, which way it goes and its reference",
    ({ type, example }) => {
      const told = ["type", "direction", "reference"];
      expect(Object.keys(dataSchemaOf(type).shape)).toEqual(expect.arrayContaining(told));
      expect(Object.keys(example)).toEqual(expect.arrayContaining(told));
    },
  );

  it.each(EVENT_TYPES)("$type has an example that is on its schema", ({ type, example }) => {
    const message = JSON.stringify({ type, timestamp: "2026-11-21T09:00:00.000Z", data: example });
    expect(messageFault(message)).toBeNull();
  });

  it("has each type once, and refuses a message that is off its schema", () => {
    expect(new Set(EVENT_TYPES.map(({ type }) => type)).size).toBe(EVENT_TYPES.length);
    const message = (type: string, data: object) =>
      JSON.stringify({ type, timestamp: "2026-11-21T09:00:00.000Z", data });
    expect(messageFault(message("payment.created", { id: "pay_1" }))).toMatch("payment.created");
    expect(messageFault(message("payment.invented", {}))).toMatch("not in the catalogue");
  });
});
