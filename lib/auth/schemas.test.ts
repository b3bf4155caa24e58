import { describe, expect, it } from "vitest";
import { createCustomerBody, namedCustomer } from "@/lib/checkout/wire-customers";
import { ConnectProvider } from "@/lib/connections/schemas";
import { CreateKey } from "@/lib/keys/schemas";
import { CreateMerchant } from "@/lib/merchants/schemas";
import { Rename } from "./account/schemas";
import { JoinTeam, SetUp } from "./schemas";

/** Every schema by which something is given a name that others know it by, and where the name is in it. */
const NAMED = {
  "a person who renames themselves": [Rename, "name"],
  "a person who joins": [JoinTeam, "name"],
  "the first owner": [SetUp, "name"],
  "a key": [CreateKey, "name"],
  "a merchant": [CreateMerchant, "name"],
  "the first merchant": [SetUp, "merchant.name"],
  "a connection": [ConnectProvider, "name"],
  "a customer in the console": [namedCustomer, "name"],
  "a customer at the door": [createCustomerBody({ merchantRequired: false }), "name"],
} as const;
const PEOPLE = ["a person who renames themselves", "a person who joins", "the first owner"];

function refused(of: keyof typeof NAMED, name: string): boolean {
  const [schema, path] = NAMED[of];
  const [outer, inner] = path.split(".");
  const given = inner ? { [outer ?? ""]: { [inner]: name } } : { [path]: name };
  const issues = schema.safeParse(given).error?.issues ?? [];
  const told = issues.filter((issue) => issue.path.join(".") === path);
  expect(told.length).toBeLessThanOrEqual(1);
  return told.length > 0;
}

describe.each(Object.keys(NAMED) as (keyof typeof NAMED)[])("the name of %s", (of) => {
  it("has something that is seen", () => {
    for (const name of ["", "\u200B", "\u202E", "\u3164\u2800", "\u00AD\uFEFF"])
      expect([name, refused(of, name)]).toEqual([name, true]);
    for (const name of ["Ada Holm", "李明", "ليلى", "7"])
      expect([name, refused(of, name)]).toEqual([name, false]);
  });

  it.runIf(PEOPLE.includes(of))("is no other's with something unseen in it", () => {
    for (const name of ["Ada\u200B Holm", "\u2066Ada Holm", "Ada\u202E mloH", "Ada\u0007Holm"])
      expect([name, refused(of, name)]).toEqual([name, true]);
  });
});
