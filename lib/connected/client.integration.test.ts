import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aClient } from "./testing-client";

let world: Awaited<ReturnType<typeof aClient>>;

beforeAll(async () => {
  world = await aClient();
});

afterAll(() => world.server.close());

describe("the public client, unchanged", () => {
  it("goes from token to metadata over v1", async () => {
    const { v1 } = world.sdk.payments;
    expect((await v1.getServerInfoPayments()).serverInfo?.version).toBeTruthy();
    const connector = await v1.installConnector({
      connector: "GENERIC",
      connectorConfig: { provider: "Generic", name: "Bank", apiKey: "x", endpoint: "https://bank.example" },
    });
    const connectorID = connector.connectorResponse?.data.connectorID ?? "";
    expect((await v1.listAllConnectors()).connectorsResponse?.data.map((each) => each.connectorID)).toContain(
      connectorID,
    );
    const account = await v1.createAccount({
      connectorID,
      createdAt: new Date("2026-01-01"),
      reference: "acc-1",
      type: "INTERNAL",
      accountName: "Main",
      defaultAsset: "USD/2",
    });
    const sourceAccountID = account.accountResponse?.data.id;
    expect((await v1.listAccountsPayments({})).accountsCursor?.cursor.data[0]?.id).toBe(sourceAccountID);
    const payment = {
      reference: "INV-1",
      connectorID,
      type: "PAY-IN",
      amount: 1_340n,
      asset: "USD/2",
      scheme: "visa",
      sourceAccountID,
    } as const;
    await v1.createPayment({ ...payment, status: "PENDING", createdAt: new Date("2026-01-01") });
    await v1.createPayment({ ...payment, status: "SUCCEEDED", createdAt: new Date("2026-01-02") });
    await v1.createPayment({
      ...payment,
      status: "REFUNDED",
      amount: 340n,
      createdAt: new Date("2026-01-03"),
    });
    const last = await v1.createPayment({
      ...payment,
      status: "REFUNDED",
      amount: 1_000n,
      createdAt: new Date("2026-01-04"),
    });
    expect(last.paymentResponse?.data).toMatchObject({
      amount: 0n,
      initialAmount: 1_340n,
      status: "REFUNDED",
      sourceAccountID,
    });
    const paymentId = last.paymentResponse?.data.id ?? "";
    expect((await v1.updateMetadata({ paymentId, requestBody: { order: "7" } })).statusCode).toBe(204);
    expect((await v1.getPayment({ paymentId })).paymentResponse?.data.metadata).toEqual({ order: "7" });
  });

  it("walks the list forwards and backwards with a filter", async () => {
    const { v1 } = world.sdk.payments;
    const connectorID =
      (await v1.listAllConnectors()).connectorsResponse?.data.find(({ name }) => name === "Bank")
        ?.connectorID ?? "";
    for (let n = 0; n < 5; n++) {
      await v1.createPayment({
        reference: `walk-${n}`,
        connectorID,
        type: "PAYOUT",
        amount: 5n,
        asset: "EUR/2",
        scheme: "sepa",
        status: "FAILED",
        createdAt: new Date(Date.UTC(2026, 1, 1 + n)),
      });
    }
    const query = JSON.stringify({ $match: { status: "FAILED" } });
    const first = (await v1.listPayments({ pageSize: 2, query })).paymentsCursor?.cursor;
    const second = (await v1.listPayments({ cursor: first?.next })).paymentsCursor?.cursor;
    const back = (await v1.listPayments({ cursor: second?.previous })).paymentsCursor?.cursor;
    expect(second?.data.map(({ reference }) => reference)).toEqual(["walk-2", "walk-1"]);
    expect(back?.data.map(({ reference }) => reference)).toEqual(
      first?.data.map(({ reference }) => reference),
    );
  });

  it("speaks v3 too", async () => {
    const { v3 } = world.sdk.payments;
    const connectorID =
      (await v3.listConnectors({})).v3ConnectorsCursorResponse?.cursor.data.find(
        ({ name }) => name === "Bank",
      )?.id ?? "";
    const made = await v3.createPayment({
      reference: "v3-1",
      connectorID,
      createdAt: new Date("2026-01-01"),
      type: "PAY-IN",
      initialAmount: 1_340n,
      amount: 1_340n,
      asset: "USD/2",
      scheme: "CARD_VISA",
      adjustments: [
        { reference: "ad1", createdAt: new Date("2026-01-01"), status: "CAPTURE" },
        {
          reference: "ad2",
          createdAt: new Date("2026-01-02"),
          status: "REFUNDED",
          amount: 55n,
          asset: "USD/2",
        },
      ],
    });
    expect(made.v3CreatePaymentResponse?.data).toMatchObject({
      amount: 1_285n,
      status: "REFUNDED",
      scheme: "CARD_VISA",
    });
    const paymentID = made.v3CreatePaymentResponse?.data.id ?? "";
    await v3.updatePaymentMetadata({ paymentID, v3UpdatePaymentMetadataRequest: { metadata: { a: "b" } } });
    expect((await v3.getPayment({ paymentID })).v3GetPaymentResponse?.data.metadata).toEqual({ a: "b" });
    const listed = await v3.listPayments({ query: { $match: { reference: "v3-1" } } });
    expect(listed.v3PaymentsCursorResponse?.cursor.data).toHaveLength(1);
    const account = await v3.createAccount({
      reference: "v3-acc",
      connectorID,
      createdAt: new Date("2026-01-01"),
      type: "EXTERNAL",
      accountName: "Payee",
    });
    expect(
      (await v3.getAccount({ accountID: account.v3CreateAccountResponse?.data.id ?? "" }))
        .v3GetAccountResponse?.data.reference,
    ).toBe("v3-acc");
    expect((await v3.listAccounts({})).v3AccountsCursorResponse?.cursor.data.length).toBeGreaterThan(0);
  });

  it("reads every refusal as its own error", async () => {
    const { v1, v3 } = world.sdk.payments;
    await expect(v1.getPayment({ paymentId: "nonsense" })).rejects.toMatchObject({ errorCode: "INVALID_ID" });
    await expect(v3.getPayment({ paymentID: "nonsense" })).rejects.toMatchObject({ errorCode: "INVALID_ID" });
    await expect(v1.listPayments({ cursor: "nonsense" })).rejects.toMatchObject({ errorCode: "VALIDATION" });
    await expect(world.clientWith("wrong").payments.v1.listPayments({})).rejects.toThrow("invalid_client");
  });
});

describe("the token", () => {
  const ask = (fields: Record<string, string>) =>
    fetch(`${world.serverURL}/api/auth/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", ...fields }),
    });

  it("lasts an hour, carries what was asked for, and is refused where the key lacks it", async () => {
    const good = await ask({
      client_id: world.clientID,
      client_secret: world.clientSecret,
      scope: "payments:read",
    });
    expect([good.status, await good.json()]).toEqual([
      200,
      { access_token: expect.any(String), token_type: "Bearer", expires_in: 3_600, scope: "payments:read" },
    ]);
    const scope = await ask({
      client_id: world.clientID,
      client_secret: world.clientSecret,
      scope: "ledger:write",
    });
    expect([scope.status, (await scope.json()).error]).toEqual([400, "invalid_scope"]);
    const wrong = await ask({ client_id: world.clientID, client_secret: "cf_wrong" });
    expect([wrong.status, (await wrong.json()).error]).toEqual([401, "invalid_client"]);
  });

  it("opens only what it was given for, and nothing once it is tampered with", async () => {
    const { access_token } = await (
      await ask({ client_id: world.clientID, client_secret: world.clientSecret, scope: "payments:read" })
    ).json();
    const post = (token: string) =>
      fetch(`${world.serverURL}/api/payments/payments`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: "{}",
      });
    expect((await post(access_token)).status).toBe(403);
    expect((await post(`${access_token.slice(0, -3)}abc`)).status).toBe(401);
  });
});
