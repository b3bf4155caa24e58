import { expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { query } from "@/lib/db/sql";
import { NOTE_POLL_FAILURE } from "@/lib/generated/sql/connections/events/note-poll-failure";
import { POLLED } from "@/lib/generated/sql/connections/events/polled";
import { newId } from "@/lib/ids";

interface Row {
  account?: string;
  live?: boolean;
  created: string;
  polled?: string;
  failing?: string;
  disconnected?: string;
}

async function connection({ account = "acct_1", live = false, ...at }: Row): Promise<string> {
  const id = newId();
  await pool().query(
    `INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at, events_polled_at,
       poll_failing_since, poll_failure, disconnected_at)
     VALUES ($1, 'stripe', $1::uuid::text, $2, $3, $4, $4, $5, $6, CASE WHEN $6::timestamptz IS NOT NULL THEN 'failure' END, $7)`,
    [id, live, account, at.created, at.polled ?? null, at.failing ?? null, at.disconnected ?? null],
  );
  return id;
}

const heardOf = async (id: string) =>
  (await query(POLLED, {})).find((each) => each.id === id)?.heardOfUntil?.toISOString();

it("an account is heard of until it was last asked with success, also through a connection before", async () => {
  const at = (hour: string) => `2026-11-30T${hour}:00:00.000Z`;
  const ended = { created: at("01"), polled: at("03"), disconnected: at("04") };
  const cases: [Row, Row[], string][] = [
    [{ created: at("05") }, [], at("05")],
    [{ created: at("05"), polled: at("09") }, [], at("09")],
    [{ created: at("05"), polled: at("09"), failing: at("06") }, [ended], at("06")],
    [{ created: at("05"), polled: at("09"), failing: at("05") }, [], at("05")],
    [{ created: at("05"), polled: at("09"), failing: at("05") }, [ended], at("03")],
    [{ created: at("05") }, [ended], at("03")],
    [{ created: at("05"), polled: at("09") }, [ended], at("09")],
    [{ created: at("05") }, [{ ...ended, failing: at("02") }], at("02")],
    [{ created: at("05") }, [{ ...ended, live: true }], at("05")],
    [{ created: at("05") }, [{ ...ended, account: "other" }], at("05")],
  ];
  for (const [row, others, expected] of cases) {
    const account = newId();
    for (const other of others) await connection({ account, ...other });
    expect(await heardOf(await connection({ account, ...row }))).toBe(expected);
  }
});

it("an account that does not answer is failing since it was last heard of, or was made, however often it is asked", async () => {
  const cases: [Row, string][] = [
    [{ created: "2026-11-30T01:00:00.000Z", polled: "2026-11-30T05:00:00.000Z" }, "2026-11-30T05:00:00.000Z"],
    [{ created: "2026-11-30T01:00:00.000Z" }, "2026-11-30T01:00:00.000Z"],
  ];
  for (const [row, expected] of cases) {
    const id = await connection({ account: newId(), ...row });
    for (let times = 0; times < 2; times++) await query(NOTE_POLL_FAILURE, { id, failure: "TypeError" });
    expect(await heardOf(id)).toBe(expected);
  }
});
