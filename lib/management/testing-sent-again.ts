import { expect } from "vitest";
import { problemIn } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";

/** A form as it was sent first, and what of it may be something else when it comes again. */
export interface SentForm<Input extends object> {
  first: Input;
  /** Each with another value of one field. */
  changes: readonly Partial<Input>[];
  /** Gives what was made, so that whoever sends again is told of the same. */
  send: (input: Input) => Promise<unknown>;
}

const OTHER = "This form was sent before with something else in it";

/** The guarantee: the same again does nothing and tells as before; anything else in it is refused, and nothing is changed. */
export async function expectOnce<Input extends object>({ first, changes, send }: SentForm<Input>) {
  const told = await send(first);
  const before = await written();
  expect(await send(first)).toEqual(told);
  for (const change of changes) {
    const problem = await problemIn(send({ ...first, ...change }));
    expect([Object.keys(change), problem]).toEqual([
      Object.keys(change),
      { code: "conflict", message: expect.stringContaining(OTHER) },
    ]);
  }
  expect(await send(first)).toEqual(told);
  expect(await written()).toEqual(before);
}

/** How much there is of whatever a form may write. */
async function written() {
  const tables = [
    ...["audit_entry", "outbox", "payment", "adjustment", "attempt", "idempotency_record", "bank_account"],
    ...[
      "payment_import",
      "payment_import_line",
      "payout_run",
      "person_note",
      "connector",
      "invitation",
      "api_key",
    ],
    ...["partnership", "policy", "customer", "connection", "connection_route"],
  ];
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  const { rows } = await pool().query(`SELECT ${counts.join(", ")}`);
  return rows[0];
}
