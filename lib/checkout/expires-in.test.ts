import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DAY_MS } from "@/lib/durations";
import { expiresInField } from "./expires-in";

function told(text: unknown): unknown {
  const parsed = expiresInField.safeParse(text);
  if (parsed.success) return parsed.data;
  const [issue, ...more] = parsed.error.issues;
  expect(more).toEqual([]);
  expect(issue?.message).toEqual(expect.any(String));
  return issue?.message;
}

describe("how long a link may be paid", () => {
  it("is read in weeks, days, hours, minutes and seconds", () => {
    expect(told("P30D")).toBe(30 * DAY_MS);
    expect(told("P1W")).toBe(7 * DAY_MS);
    expect(told("P1DT2H3M4.5S")).toBe(DAY_MS + 7_384_500);
  });

  it("is rounded up to the next millisecond", () => {
    expect(told("PT0.0000001S")).toBe(1);
    expect(told("PT0.001S")).toBe(1);
    expect(told("PT0.0010004S")).toBe(2);
    expect(told("PT0.0015S")).toBe(2);
    expect(told("PT0.002000001S")).toBe(3);
    expect(told("PT0.0014006S")).toBe(2);
  });

  it("is at most 31 days, however far beyond what was asked for lies", () => {
    expect(told("P31D")).toBe(31 * DAY_MS);
    expect(told("P31DT0.001S")).toBe("must be at most P31D");
    expect(told("P31DT1S")).toBe("must be at most P31D");
    expect(told("P99999999999D")).toBe("must be at most P31D");
    expect(told("PT9007199254740991S")).toBe("must be at most P31D");
  });

  it("is shown in the reference as a duration, with its default and its limit", () => {
    expect(z.toJSONSchema(expiresInField, { io: "input" })).toMatchObject({
      type: "string",
      format: "duration",
      description: expect.stringMatching(/P30D.*P31D/),
    });
  });

  it("is longer than zero, and in units whose length does not vary", () => {
    for (const text of ["PT0S", "-P1D", "-P99999999999D"])
      expect(told(text)).toBe("must be longer than zero");
    for (const text of ["P1M", "P1Y", "P1M1D", "-P1Y"])
      expect(told(text)).toBe("must not use years or months, whose length varies; use days");
    for (const text of ["", "P", "1D", "\0", 7, null, undefined])
      expect(told(text)).toBe("must be an ISO 8601 duration, such as P30D");
  });
});
