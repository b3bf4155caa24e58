import { expect, it } from "vitest";
import { addressWords } from "./address-words";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["0000:0000:0000:0000:0000:0000:0000:0001", "This machine"],
  ["127.0.0.1", "This machine"],
  ["2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"],
  [null, "Unknown"],
])("writes %s as %s", (address, words) => {
  expect(addressWords(address)).toBe(words);
});
