import { expect, it } from "vitest";
import { redactText } from "@/lib/log/redact";
import { redactBody } from "./redact-body";

/** So many characters that whoever takes the square of their number is not done within the time that a test has. */
const MANY = 1_000_000;

const HOSTILE = [
  "eyJ-",
  "a",
  "a-",
  '"a',
  "a ",
  "1 ",
  "GB11 ",
  "account ",
  "://a:",
  "/pay/",
  "?token=",
  "bearer ",
  "test_-",
  "whsec_",
];

const many = (part: string) => part.repeat(Math.ceil(MANY / part.length)).slice(0, MANY);

it.each(HOSTILE)("what is made of %j, and long, is judged in a time that grows as it does", (part) => {
  expect(redactText(many(part)).length).toBeGreaterThan(0);
  expect(redactBody(`{"password":"x",${many(part)}`)).toContain("[redacted]");
});

it("a token is taken out wherever it begins", () => {
  const token = `eyJ${"a".repeat(40)}.${"b".repeat(200)}.${"c".repeat(43)}`;
  for (const before of ["", " ", "x-", "=", '"'])
    expect(redactText(`${before}${token} end`)).toBe(`${before}[redacted] end`);
});
