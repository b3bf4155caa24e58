import { describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { ask } from "@/lib/connected/testing";
import { holdToOriginal } from "@/lib/connected/testing-original";

holdToOriginal();

describe("a transfer within a connector", () => {
  it("waits for its approval, as every initiation does", async () => {
    const mine = await aKey((await aMerchant()).id);
    const { body } = await ask(mine, "POST", "/connectors/dummypay", { name: "Bank" });
    const connectorID = body.data?.connectorID;
    const account = { reference: "acct_a", connectorID, createdAt: "2026-01-05T10:00:00Z", type: "INTERNAL" };
    await ask(mine, "POST", "/accounts", account);
    const send = (sent: object) =>
      ask(mine, "POST", "/connectors/DUMMY-PAY/transfers", { amount: 100, asset: "EUR/2", ...sent });
    const made = await send({ destination: "acct_a", source: "acct_a" });
    expect(made.status).toBe(200);
    const { id } = made.body as unknown as { id: string };
    const shown = await ask(mine, "GET", `/transfer-initiations/${id}`);
    expect(shown.body.data).toMatchObject({ status: "WAITING_FOR_VALIDATION", type: "TRANSFER" });
    const { errorCode, errorMessage } = (await send({ destination: "nobody" })).body;
    expect([errorCode, errorMessage]).toEqual(["VALIDATION", expect.stringMatching(/^destination /)]);
    expect((await send({ destination: "acct_a", source: "x" })).body.errorMessage).toMatch(/^source /);
  });

  it("is refused where a connector moves no money", async () => {
    const mine = await aKey((await aMerchant()).id);
    await ask(mine, "POST", "/connectors/generic", { name: "Bank" });
    const sent = { amount: 100, asset: "EUR/2", destination: "a" };
    const { body } = await ask(mine, "POST", "/connectors/generic/transfers", sent);
    expect(body.errorCode).toBe("CONNECTOR_CAPABILITY_NOT_SUPPORTED");
  });
});
