import { expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { runAs } from "@/lib/db/testing/roles";
import { driftSql } from "./drift";

it("schema.prisma says what the migrations make", async () => {
  await expect(driftSql(pool())).resolves.toBe("");
});

it("a column that only one of them knows is drift", async () => {
  await runAs("owner", "ALTER TABLE merchant ADD COLUMN forgotten text");
  await expect(driftSql(pool())).resolves.toContain('DROP COLUMN "forgotten"');
});
