import { expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { addConnector, setConnectorEnabled } from "./connectors";

it("is paused once, however often that is asked, and so resumed", async () => {
  const ctx = contextOf("admin");
  const { id } = await addConnector({ ctx, input: { provider: "generic", name: "A bank" } });
  for (const enabled of [false, false, true, true])
    expect(await setConnectorEnabled({ ctx, input: { id, enabled } })).toMatchObject({ id, enabled });
  await Promise.all([1, 2].map(() => setConnectorEnabled({ ctx, input: { id, enabled: false } })));
  expect(await auditOf(id)).toEqual([
    "connector.created",
    "connector.paused",
    "connector.resumed",
    "connector.paused",
  ]);
});

it("is found where it is, and paused by nobody who may not", async () => {
  const input = { id: newId(), enabled: false };
  expect((await problemIn(setConnectorEnabled({ ctx: contextOf("admin"), input }))).code).toBe("not_found");
  expect((await problemIn(setConnectorEnabled({ ctx: contextOf("viewer"), input }))).code).toBe("forbidden");
});

async function auditOf(id: string): Promise<string[]> {
  const rows = await runUnprepared<{ action: string }>(
    "SELECT action FROM audit_entry WHERE object_type = 'connector' AND object_id = $1 ORDER BY id",
    [id],
  );
  return rows.map(({ action }) => action);
}
