import { expect, it } from "vitest";
import { networkOf } from "@/lib/auth/network";
import { addressWords } from "./address-words";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["0000:0000:0000:0000:0000:0000:0000:0001", "This machine"],
  ["127.0.0.1", "This machine"],
  ["2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"],
  [networkOf("::1"), "This machine"],
  [networkOf("2001:db8:1:2:aaaa:bbbb:cccc:dddd"), "2001:db8:1:2::/64"],
  [networkOf("2001:db8::1"), "2001:db8::/64"],
  [networkOf("192.0.2.7"), "192.0.2.7"],
  [null, "Unknown"],
])("writes %s as %s", (address, words) => {
  expect(addressWords(address)).toBe(words);
});
