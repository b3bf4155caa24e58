import { describe, expect, it } from "vitest";
import { migrate } from "./migrate";
import { pool } from "./pool";

describe("migrating", () => {
  it("applies nothing to a database that is up to date, however many start at once", async () => {
    const url = process.env.DATABASE_URL ?? "";
    await expect(Promise.all([migrate(url), migrate(url), migrate(url)])).resolves.toEqual([[], [], []]);
  });

  it("keeps history append-only in the database itself", async () => {
    await expect(pool().query("TRUNCATE audit_entry")).rejects.toThrow("append-only");
    await expect(pool().query("TRUNCATE adjustment")).rejects.toThrow("append-only");
  });
});
