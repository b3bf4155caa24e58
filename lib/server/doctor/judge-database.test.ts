import { describe, expect, it } from "vitest";
import { type DatabaseFacts, judgeDatabase, neededConnections } from "./check-database";
import { CLOCK_MS_MAX, judgeClock } from "./judge-outside";

const RIGHT: DatabaseFacts = {
  version: 180_004,
  versionName: "18.4",
  zone: "UTC",
  encoding: "UTF8",
  synchronousCommit: "on",
  fsync: "on",
  fullPageWrites: "on",
  standby: false,
  connectionsMax: 97,
  role: "counterfoil_app",
  superuser: false,
  owner: false,
  nowMs: 0,
};

const WRONG: [string, Partial<DatabaseFacts>, RegExp][] = [
  ["database version", { version: 140_010, versionName: "14.10" }, /15 or newer.*14\.10/],
  ["database writes", { standby: true }, /standby/],
  ["durability", { synchronousCommit: "off" }, /synchronous_commit off/],
  ["durability", { fsync: "off" }, /fsync off/],
  ["durability", { fullPageWrites: "off" }, /full_page_writes off/],
  ["time zone", { zone: "Asia/Tokyo" }, /Asia\/Tokyo.*ALTER ROLE counterfoil_app/],
  ["encoding", { encoding: "SQL_ASCII" }, /UTF8 and is in SQL_ASCII: .*ENCODING 'UTF8' TEMPLATE template0/],
  ["connections", { connectionsMax: 10 }, /10 connections.*DATABASE_POOL_MAX/],
  ["role", { superuser: true }, /superuser.*DATABASE_MIGRATION_URL/],
];

describe("judging a database", () => {
  it("finds nothing wrong with one as it should be", () => {
    expect(new Set(judgeDatabase(RIGHT, neededConnections()).map(({ state }) => state))).toEqual(
      new Set(["ok"]),
    );
  });

  it.each(WRONG)("says in one sentence what is wrong with its %s: %o", (check, facts, sentence) => {
    const found = judgeDatabase({ ...RIGHT, ...facts }, neededConnections()).filter(
      ({ state }) => state !== "ok",
    );
    expect(found).toEqual([{ check, state: "wrong", sentence: expect.stringMatching(sentence) }]);
  });

  it("advises a role of its own where the running one owns the tables, and takes a commit on a standby as durable", () => {
    const of = (facts: Partial<DatabaseFacts>) =>
      judgeDatabase({ ...RIGHT, ...facts }, neededConnections()).filter(({ state }) => state !== "ok");
    expect(of({ owner: true })).toMatchObject([{ check: "role", state: "advice" }]);
    for (const synchronousCommit of ["local", "remote_write", "remote_apply"])
      expect(of({ synchronousCommit })).toEqual([]);
  });

  it("lets clocks differ by a little, either way", () => {
    for (const sign of [1, -1]) {
      expect(judgeClock("clock", sign * CLOCK_MS_MAX, "it").state).toBe("ok");
      expect(judgeClock("clock", sign * (CLOCK_MS_MAX + 1), "it").state).toBe("wrong");
    }
    expect(judgeClock("clock", -90_000, "its clock").sentence).toMatch(/90 s behind/);
  });
});
