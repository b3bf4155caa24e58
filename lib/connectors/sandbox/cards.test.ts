import { describe, expect, it } from "vitest";
import { CARD_PROBLEMS, cvcProblem, expiryProblem } from "../typed-card/typed-card";
import { SANDBOX_CARDS } from "./card-table";
import { tokenizeSandboxCard } from "./cards";

const now = new Date("2026-11-21T12:00:00Z");
const good = { number: "4242 4242 4242 4242", expiry: "09/29", cvc: "123" };

describe("a card typed on the hosted page", () => {
  it("becomes a token, and nothing of the number but its last four digits goes on", () => {
    const tokenized = tokenizeSandboxCard(good, now);
    expect(tokenized).toEqual({
      ok: true,
      card: { token: "sbx_success", brand: "visa", last4: "4242", expiryMonth: 9, expiryYear: 2029 },
    });
  });

  it("is taken for every number of the table", () => {
    for (const { number, token } of SANDBOX_CARDS) {
      const cvc = number.startsWith("37") ? "1234" : "123";
      const tokenized = tokenizeSandboxCard({ number, expiry: "1/30", cvc }, now);
      expect(tokenized.ok && tokenized.card.token, number).toBe(token);
    }
  });

  it("is refused with any other number, however real it looks, and the answer does not repeat it", () => {
    // A valid check digit, and none of the sandbox's own.
    for (const number of ["4111111111111111", "5105105105105100", "371449635398431", "6011000990139424"]) {
      const refused = tokenizeSandboxCard({ ...good, number, cvc: "" }, now);
      expect(refused).toEqual({ ok: false, problems: ["number_not_test", "cvc_missing"] });
      expect(JSON.stringify(refused)).not.toContain(number.slice(4, 12));
    }
  });

  it("names every wrong field at once", () => {
    expect(tokenizeSandboxCard({ number: "", expiry: "", cvc: "" }, now)).toEqual({
      ok: false,
      problems: ["number_missing", "expiry_missing", "cvc_missing"],
    });
    expect(tokenizeSandboxCard({ number: "4242", expiry: "13/29", cvc: "12" }, now)).toEqual({
      ok: false,
      problems: ["number_incomplete", "expiry_malformed", "cvc_length"],
    });
  });

  it.each(["4242424242424241", "4242 4242 4242 424x", "４２４２４２４２４２４２４２４１"])(
    "is mistyped: %s",
    (number) => {
      expect(tokenizeSandboxCard({ ...good, number }, now)).toEqual({
        ok: false,
        problems: ["number_mistyped"],
      });
    },
  );
});

describe("an expiry date", () => {
  it.each(["11/26", "11/2026", "1126", "11 / 26", "11-26", "12/26", "1/27"])("%s is good", (text) => {
    expect(expiryProblem(text, now)).toBeNull();
  });

  it("is good through the last moment of its month", () => {
    expect(expiryProblem("11/26", new Date("2026-11-30T23:59:59Z"))).toBeNull();
    expect(expiryProblem("11/26", new Date("2026-12-01T00:00:00Z"))).toBe("expiry_past");
  });

  it.each([
    ["10/26", "expiry_past"],
    ["12/2025", "expiry_past"],
    ["00/29", "expiry_malformed"],
    ["13/29", "expiry_malformed"],
    ["9/2099", "expiry_malformed"],
    ["soon", "expiry_malformed"],
    ["  ", "expiry_missing"],
  ])("%s is %s", (text, problem) => {
    expect(expiryProblem(text, now)).toBe(problem);
  });
});

describe("a security code", () => {
  it("has four digits for American Express and three for the others", () => {
    expect(cvcProblem("1234", "amex")).toBeNull();
    expect(cvcProblem("123", "amex")).toBe("cvc_length");
    expect(cvcProblem("123", "visa")).toBeNull();
    expect(cvcProblem("1234", "visa")).toBe("cvc_length");
    expect(cvcProblem("12a", "visa")).toBe("cvc_length");
  });

  it("has words beside the field for every problem", () => {
    for (const { message } of Object.values(CARD_PROBLEMS)) expect(message).toMatch(/^[A-Z].{10,}[^.]$/);
  });
});
