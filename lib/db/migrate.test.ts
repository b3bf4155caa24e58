import { describe, expect, it } from "vitest";
import { missingMigrations } from "./migrate";

const first = { name: "1_first", sql: "", checksum: "aa" };
const second = { name: "2_second", sql: "", checksum: "bb" };
const applied = (name: string, checksum: string, finished_at: Date | null = new Date()) => ({
  migration_name: name,
  checksum,
  finished_at,
});

describe("missingMigrations", () => {
  it("names what the database does not have yet, in order", () => {
    expect(missingMigrations([first, second], [applied("1_first", "aa")])).toEqual([second]);
  });

  it("refuses a migration that was edited after it was applied", () => {
    expect(() => missingMigrations([first], [applied("1_first", "changed")])).toThrow("was edited after");
  });

  it("refuses a database that a newer version has migrated", () => {
    expect(() => missingMigrations([first], [applied("9_later", "cc")])).toThrow("does not know");
  });

  it("refuses a migration that another tool left half done", () => {
    expect(() => missingMigrations([first], [applied("1_first", "aa", null)])).toThrow("never finished");
  });
});
