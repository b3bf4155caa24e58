import { expect, it } from "vitest";
import { safePath } from "./requested-path";

it.each([
  ["/payments?status=failed", "/payments?status=failed"],
  ["/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["", "/"],
  [null, "/"],
])("sends nobody to another site after signing in: %j leads to %j", (asked, led) => {
  expect(safePath(asked)).toBe(led);
});
