import { describe, expect, it } from "vitest";
import { rawField } from "@/lib/connected/fields";
import { verificationBody } from "@/lib/policies/wire";
import { hasExactNumbersOnly } from "./exact-numbers";
import { readNumber } from "./read-number";

describe("numbers in what is kept as JSON", () => {
  it("are taken only where nothing of them is lost, however deep they lie", () => {
    for (const literal of ["0", "-7", "4900.0", "0.1", "9007199254740991", "1e3"])
      expect(hasExactNumbersOnly({ a: [{ b: readNumber(literal) }] }), literal).toBe(true);
    for (const literal of ["9007199254740993", "-123456789012345678901", "1e400", "9007199254740993.5"])
      expect(hasExactNumbersOnly({ a: [{ b: readNumber(literal) }] }), literal).toBe(false);
    expect(hasExactNumbersOnly({ a: null, b: "9007199254740993", c: true })).toBe(true);
  });

  it("are asked for by every field that is kept so: it is refused, never a fault of ours", () => {
    const inexact = { fee: readNumber("9223372036854775808") };
    expect(rawField.safeParse(inexact).error?.issues[0]?.message).toContain("2^53-1");
    const failed = { banv_status: "failed_verification", banv_response: inexact };
    expect(verificationBody.safeParse(failed).error?.issues[0]?.path).toEqual(["banv_response"]);
  });
});
