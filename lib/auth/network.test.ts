import { expect, it } from "vitest";
import { networkOf } from "./network";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2"],
  ["2001:db8:1:2::1", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
])("counts attempts from %s as from %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
