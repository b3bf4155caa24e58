import { expect, it } from "vitest";
import { decodedPart } from "./decoded-part";

it("decodes what was encoded, and takes what nobody can have encoded for nothing", () => {
  expect(decodedPart("a%2Fb%20%E2%82%AC")).toBe("a/b €");
  for (const text of ["%", "%z", "a%zzb", "%E0%A4", "%FF"]) expect(decodedPart(text), text).toBeNull();
});
