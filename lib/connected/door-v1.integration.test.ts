import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { findViolations } from "@/lib/invariants/find-violations";
import { aConnector, aPayment, ask } from "./testing";

let key: string;
let connectorID: string;

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  connectorID = await aConnector();
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

const create = (changes: Record<string, unknown> = {}) =>
  ask(key, "POST", "/payments", aPayment(connectorID, changes));

describe("creating a payment (v1)", () => {
  it("answers 200 with every field of the contract, absent accounts as empty text", async () => {
    const body = aPayment(connectorID, { metadata: { order: "7" } });
    const { status, body: answer } = await ask(key, "POST", "/payments", body);
    expect(status).toBe(200);
    expect(answer.data).toEqual({
      id: expect.any(String),
      reference: body.reference,
      connectorID,
      sourceAccountID: "",
      destinationAccountID: "",
      type: "PAY-IN",
      provider: "GENERIC",
      status: "PENDING",
      amount: 1_340n,
      initialAmount: 1_340n,
      scheme: "visa",
      asset: "USD/2",
      createdAt: "2026-01-05T10:00:00.000Z",
      raw: null,
      adjustments: [
        {
          reference: body.reference,
          createdAt: "2026-01-05T10:00:00.000Z",
          status: "PENDING",
          amount: 1_340n,
          raw: {},
        },
      ],
      metadata: { order: "7" },
    });
    const id = JSON.parse(Buffer.from(answer.data?.id ?? "", "base64url").toString());
    expect(Object.keys(id)).toEqual(["ConnectorID", "Reference", "Type"]);
  });

  const future = new Date(Date.now() + 60_000).toISOString();
  const refused: [string, Record<string, unknown>, string, string][] = [
    ["no reference", { reference: undefined }, "VALIDATION", "reference"],
    ["a reference of two characters", { reference: "ab" }, "VALIDATION", "reference"],
    ["a reference of 1001", { reference: "a".repeat(1_001) }, "VALIDATION", "reference"],
    ["a number for a reference", { reference: 12_345 }, "MISSING_OR_INVALID_BODY", "reference"],
    ["no connector", { connectorID: undefined }, "VALIDATION", "connectorID"],
    ["a connector that decodes to nothing", { connectorID: "%%%" }, "VALIDATION", "connectorID"],
    ["no createdAt", { createdAt: undefined }, "VALIDATION", "createdAt"],
    ["a date alone", { createdAt: "2026-01-05" }, "VALIDATION", "createdAt"],
    ["30 February", { createdAt: "2026-02-30T00:00:00Z" }, "VALIDATION", "createdAt"],
    ["24 o'clock", { createdAt: "2026-01-05T24:00:00Z" }, "VALIDATION", "createdAt"],
    ["the year 0", { createdAt: "0000-01-01T00:00:00Z" }, "VALIDATION", "createdAt"],
    ["a year before the first in UTC", { createdAt: "0001-01-01T00:00:00+14:00" }, "VALIDATION", "createdAt"],
    ["the future", { createdAt: future }, "VALIDATION", "createdAt"],
    ["another type", { type: "REFUND" }, "VALIDATION", "type"],
    ["no amount", { amount: undefined }, "VALIDATION", "amount"],
    ["a negative amount", { amount: -1 }, "VALIDATION", "amount"],
    ["text for an amount", { amount: "100" }, "MISSING_OR_INVALID_BODY", "amount"],
    ["half an amount", { amount: 1.5 }, "MISSING_OR_INVALID_BODY", "amount"],
    ["an asset without a currency of ISO 4217", { asset: "BTC/8" }, "VALIDATION", "asset"],
    ["a precision of 19", { asset: "USD/19" }, "VALIDATION", "asset"],
    ["a precision that is none", { asset: "USD/x" }, "VALIDATION", "asset"],
    ["another scheme", { scheme: "cash" }, "VALIDATION", "scheme"],
    ["another status", { status: "DONE" }, "VALIDATION", "status"],
    ["an account that decodes to nothing", { sourceAccountID: "zzz" }, "VALIDATION", "sourceAccountID"],
    [
      "a NUL in a connector's id",
      { connectorID: encoded({ Provider: "GENERIC", Reference: "a\0" }) },
      "VALIDATION",
      "connectorID",
    ],
    [
      "a NUL in an account's id",
      {
        sourceAccountID: encoded({ ConnectorID: { Provider: "GENERIC", Reference: "x" }, Reference: "a\0" }),
      },
      "VALIDATION",
      "sourceAccountID",
    ],
    ["metadata that is no text", { metadata: { n: 1 } }, "MISSING_OR_INVALID_BODY", "metadata"],
    [
      "two bad fields: the first in the contract's order",
      { type: "X", reference: "ab" },
      "VALIDATION",
      "reference",
    ],
  ];

  it.each(refused)("refuses %s", async (_, changes, errorCode, field) => {
    const { status, body } = await create(changes);
    expect([status, body.errorCode]).toEqual([400, errorCode]);
    expect(body.errorMessage).toContain(field);
  });

  it("refuses a connector of another door, then one that is not installed", async () => {
    const builtIn = Buffer.from('{"Provider":"GENERIC","Reference":"checkout"}').toString("base64url");
    expect((await create({ connectorID: builtIn })).body.errorCode).toBe(
      "CONNECTOR_CAPABILITY_NOT_SUPPORTED",
    );
    const unknown = Buffer.from('{"Reference":"nowhere","Provider":"GENERIC"}').toString("base64url");
    expect((await create({ connectorID: unknown })).body.errorCode).toBe("VALIDATION");
    expect((await create({ connectorID: unknown, amount: -1 })).body.errorMessage).toContain("amount");
  });

  it("reads a bare ISO 4217 code with that currency's decimals, in either case", async () => {
    expect((await create({ asset: "usd" })).body.data?.asset).toBe("USD/2");
    expect((await create({ asset: "JPY" })).body.data?.asset).toBe("JPY/0");
    expect((await create({ asset: "bhd/5" })).body.data?.asset).toBe("BHD/5");
  });

  it("keeps 9007199254740993 to the last digit, and refuses what no database integer holds", async () => {
    const literal = (amount: string) =>
      JSON.stringify(aPayment(connectorID, { amount: "@" })).replace('"@"', amount);
    const { status, body } = await ask(key, "POST", "/payments", literal("9007199254740993"));
    expect([status, body.data?.amount]).toEqual([200, 9_007_199_254_740_993n]);
    expect((await ask(key, "GET", `/payments/${body.data?.id}`)).body.data?.amount).toBe(
      9_007_199_254_740_993n,
    );
    for (const tooLarge of ["9223372036854775808", "1e21", "123456789012345678901234567890"]) {
      expect((await ask(key, "POST", "/payments", literal(tooLarge))).status).toBe(400);
    }
    expect((await ask(key, "POST", "/payments", literal("1340.0"))).body.data?.amount).toBe(1_340n);
  });

  it.each(["", "[]", "null", "{", '"x"'])("answers MISSING_OR_INVALID_BODY to the body %j", async (body) => {
    const answer = await ask(key, "POST", "/payments", body);
    expect([answer.status, answer.body.errorCode]).toEqual([400, "MISSING_OR_INVALID_BODY"]);
  });
});

describe("reading and metadata", () => {
  it("tells an id that is none from one that is not there", async () => {
    const { body } = await create();
    expect((await ask(key, "GET", `/payments/${body.data?.id}`)).body).toEqual(body);
    expect((await ask(key, "GET", "/payments/nonsense")).body.errorCode).toBe("INVALID_ID");
    expect((await ask(key, "GET", `/payments/${connectorID}`)).body.errorCode).toBe("INVALID_ID");
    const other = { ConnectorID: { Provider: "GENERIC", Reference: "x" }, Reference: "nope", Type: "PAY-IN" };
    const missing = await ask(
      key,
      "GET",
      `/payments/${Buffer.from(JSON.stringify(other)).toString("base64url")}`,
    );
    expect([missing.status, missing.body.errorCode]).toEqual([404, "NOT_FOUND"]);
    for (const bad of ["a\0b", "a\ud800b"]) {
      const hostile = encoded({ ...other, Reference: bad });
      expect((await ask(key, "GET", `/payments/${hostile}`)).body.errorCode).toBe("INVALID_ID");
    }
  });

  it("merges metadata, and two at once lose nothing", async () => {
    const { body } = await create({ metadata: { kept: "yes" } });
    const path = `/payments/${body.data?.id}/metadata`;
    const answers = await Promise.all([
      ask(key, "PATCH", path, { a: "1" }),
      ask(key, "PATCH", path, { metadata: { b: "2" } }),
      ask(key, "PATCH", path, { metadata: "x" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    const read = await ask(key, "GET", `/payments/${body.data?.id}`);
    expect(read.body.data?.metadata).toEqual({ kept: "yes", a: "1", b: "2", metadata: "x" });
    for (const bad of ["null", "{}", '{"metadata":{}}', '{"a":1}', '{"metadata":null}', '{"a":null}']) {
      expect([bad, (await ask(key, "PATCH", path, bad)).body.errorCode]).toEqual([bad, "VALIDATION"]);
    }
  });

  it("keeps scopes and merchants apart, with bodies a client can read", async () => {
    const { body } = await create();
    const reader = await aKey(null, ["payments:read"]);
    expect(await ask(null, "GET", "/payments")).toMatchObject({
      status: 401,
      body: { errorCode: "VALIDATION" },
    });
    expect(await ask(reader, "POST", "/payments", {})).toMatchObject({
      status: 403,
      body: { errorCode: "VALIDATION" },
    });
    const elsewhere = await aKey((await aMerchant()).id);
    expect(await ask(elsewhere, "GET", `/payments/${body.data?.id}`)).toMatchObject({
      status: 404,
      body: { errorCode: "NOT_FOUND" },
    });
    expect(await ask(key, "DELETE", "/payments")).toMatchObject({
      status: 405,
      body: { errorCode: "VALIDATION" },
    });
    expect(await ask(key, "GET", "/nothing")).toMatchObject({
      status: 404,
      body: { errorCode: "NOT_FOUND" },
    });
    expect((await ask(null, "GET", "/_info")).status).toBe(200);
  });
});

function encoded(id: object): string {
  return Buffer.from(JSON.stringify(id)).toString("base64url");
}
