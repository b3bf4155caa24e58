import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { encodeConnectorId } from "@/lib/connected/ids";
import { newId } from "@/lib/ids";
import { runImports } from "@/lib/imports/run-imports";
import { createKey } from "@/lib/keys/create-key";
import { revokeKey } from "@/lib/keys/revoke-key";
import { jobContext } from "@/lib/verb/context";
import { SCOPES } from "@/lib/verb/permissions";
import { aCaller, type Caller, callerWith, twins } from "./testing";

describe("an import of a file", () => {
  const TEXT = "Ref,When,Amount,Currency\nIM-1,2026-01-05,12.50,EUR\nIM-2,not a day,3.00,EUR\n";
  const COLUMNS = { reference: "Ref", createdAt: "When" };
  let merchantId: string;
  let call: Caller;
  let other: Caller;
  let connectorId: string;
  const bodyOf = (more: object = {}) => ({
    ...{ id: newId(), kind: "payments", connectorId, fileName: "bank.csv", text: TEXT, columns: COLUMNS },
    ...more,
  });

  beforeAll(async () => {
    merchantId = (await aMerchant()).id;
    [call, other] = [await aCaller(merchantId), await aCaller((await aMerchant()).id)];
    const id = newId();
    const actor = { type: "apiKey", id, label: "Bank", scopes: SCOPES, merchantId } as const;
    const input = { provider: "GENERIC", name: `Bank ${id}` } as const;
    const ctx = { ...contextOf("admin"), actor };
    connectorId = encodeConnectorId(await addConnector({ ctx, input }));
  });

  it("is made once however often it is asked for, and its lines are recorded with the key's rights", async () => {
    const body = bodyOf();
    const made = await twins(call, "POST", "/imports", body);
    expect(made.map(({ status }) => status)).toEqual([201, 201]);
    for (let run = 0; run < 3; run++) await runImports({ ctx: jobContext("imports", new Date(), newId()) });
    const { body: done } = await call("GET", `/imports/${body.id}`);
    expect(done).toMatchObject({ lines: 2, recorded: 1, refused: 1, startedBy: expect.any(String) });
    expect(done.finishedAt).toBeTruthy();
    expect(done.refusedLines).toMatchObject([{ line: 3, cells: ["IM-2", "not a day", "3.00", "EUR"] }]);
    expect((await call("GET", "/imports")).body.data.map(({ id }: { id: string }) => id)).toContain(body.id);
    expect((await call("POST", "/imports", { ...body, fileName: "other.csv" })).status).toBe(409);
  });

  it("is not seen, nor made at a connector, by a key of another merchant", async () => {
    const body = bodyOf();
    expect((await call("POST", "/imports", body)).status).toBe(201);
    expect((await other("GET", `/imports/${body.id}`)).status).toBe(404);
    expect((await other("GET", "/imports")).body.data).toEqual([]);
    const refused = await other("POST", "/imports", bodyOf());
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, "connectorId"]);
    expect((await (await aCaller(merchantId, ["payments:read"]))("POST", "/imports", bodyOf())).status).toBe(
      403,
    );
  });

  it("of a key that is revoked records nothing more", async () => {
    const id = newId();
    const input = { id, name: "Batch", scopes: [...SCOPES], merchantId };
    const { secret } = await createKey({ ctx: contextOf("admin"), input });
    const body = bodyOf({ text: "Ref,When,Amount,Currency\nIM-9,2026-01-05,12.50,EUR\n" });
    expect((await callerWith(secret ?? "")("POST", "/imports", body)).status).toBe(201);
    await revokeKey({ ctx: contextOf("admin"), input: { id } });
    for (let run = 0; run < 3; run++) await runImports({ ctx: jobContext("imports", new Date(), newId()) });
    const { body: done } = await call("GET", `/imports/${body.id}`);
    expect(done).toMatchObject({ recorded: 0, refused: 1 });
    expect(done.refusedLines[0].message).toContain("may not record payments any more");
  });

  it.each([
    ["a column that is not there", { columns: { reference: "Nowhere" } }, "columns.reference"],
    ["a field of the other kind", { columns: { ...COLUMNS, payment: "Ref" } }, "columns.payment"],
    ["a header that does not say what is what", { columns: {} }, "columns.createdAt"],
    ["a connector that is none", { connectorId: "bm9uZQ" }, "connectorId"],
    ["no lines", { text: "Ref,When,Amount,Currency\n" }, "text"],
  ])("is refused for %s, which is named", async (_, more, path) => {
    const refused = await call("POST", "/imports", bodyOf(more));
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain(`"${path}"`);
  });
});
