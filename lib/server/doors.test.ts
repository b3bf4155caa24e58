import { expect, it } from "vitest";
import { DOOR_NAMES } from "@/lib/http/door-names";
import { DOORS } from "./doors";

/** Logged as well, though it is no door of payments. */
const TOKENS = "token";

it("offers every door whose requests are logged in the filter of the request log", () => {
  const named = Object.values(DOORS).flatMap(({ described }) =>
    described && "name" in described && typeof described.name === "string" ? [described.name] : [],
  );
  expect([...DOOR_NAMES].sort()).toEqual([...new Set([...named, TOKENS])].sort());
});
