import { beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { anInstalled, ask, type WireAnswer } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";

const IBAN = "DE89370400440532013000";

let key: string;
let reader: string;
let stranger: string;
let sandbox: string;

beforeAll(async () => {
  const merchantId = (await aMerchant()).id;
  key = await aKey(merchantId);
  reader = await aKey(merchantId, ["payments:read"]);
  stranger = await aKey((await aMerchant()).id);
  sandbox = await anInstalled(key);
});

async function aBankAccount(): Promise<string> {
  const { body } = await ask(key, "POST", "/v3/bank-accounts", { name: "Rosa Lind", iban: IBAN });
  return body.data as unknown as string;
}

const refusalOf = ({ status, body }: WireAnswer) => [status, body.errorCode, body.errorMessage];
const forward = (id: string, connectorID: string, secret: string) =>
  ask(secret, "POST", `/v3/bank-accounts/${id}/forward`, { connectorID });

describe("what is refused", () => {
  it("is another merchant's bank account, as if it were not there", async () => {
    const id = await aBankAccount();
    const connectorID = await anInstalled(stranger);
    expect((await ask(stranger, "GET", `/v3/bank-accounts/${id}`)).status).toBe(404);
    expect((await forward(id, connectorID, stranger)).status).toBe(404);
    const metadata = { metadata: { a: "b" } };
    expect((await ask(stranger, "PATCH", `/v3/bank-accounts/${id}/metadata`, metadata)).status).toBe(404);
    expect((await ask(stranger, "GET", "/v3/bank-accounts")).body.cursor?.data).toEqual([]);
  });

  it("is every change to a key that only reads", async () => {
    const id = await aBankAccount();
    const metadata = { metadata: { a: "b" } };
    expect((await ask(reader, "POST", "/v3/bank-accounts", { name: "R", iban: IBAN })).status).toBe(403);
    expect((await forward(id, sandbox, reader)).status).toBe(403);
    expect((await ask(reader, "PATCH", `/v3/bank-accounts/${id}/metadata`, metadata)).status).toBe(403);
    expect((await ask(reader, "GET", `/v3/bank-accounts/${id}`)).status).toBe(200);
  });

  it.each([
    [{ name: undefined }, "VALIDATION", "name is required"],
    [{ name: 5 }, "MISSING_OR_INVALID_BODY", "name"],
    [{ name: "a\u0000" }, "VALIDATION", "name"],
    [{ name: "a".repeat(1_001) }, "VALIDATION", "name must have at most"],
    [{ iban: undefined }, "VALIDATION", "accountNumber or iban"],
    [{ iban: "DE89370400440532013001" }, "VALIDATION", "iban is not an IBAN"],
    [{ iban: "DE8937040044053201300" }, "VALIDATION", "iban is not an IBAN"],
    [{ iban: "" }, "VALIDATION", "iban is not an IBAN"],
    [{ iban: null }, "MISSING_OR_INVALID_BODY", "iban"],
    [{ accountNumber: "123" }, "VALIDATION", "accountNumber must have 4 to 34"],
    [{ accountNumber: "12 34 €5" }, "VALIDATION", "accountNumber must have 4 to 34"],
    [{ accountNumber: "1".repeat(35) }, "VALIDATION", "accountNumber must have 4 to 34"],
    [{ swiftBicCode: "COBADEF" }, "VALIDATION", "swiftBicCode must be a BIC"],
    [{ country: "Germany" }, "VALIDATION", "country must be"],
    [{ metadata: { a: 1 } }, "MISSING_OR_INVALID_BODY", "metadata.a"],
  ])("is a body with %j", async (changes, code, message) => {
    const sent = { name: "Rosa", country: "DE", iban: IBAN, ...changes };
    for (const version of ["", "/v3"]) {
      const refused = await ask(key, "POST", `${version}/bank-accounts`, sent);
      expect(refusalOf(refused)).toEqual([400, code, expect.stringContaining(message)]);
    }
  });

  it("is an id that is none, and no country in the first wire version", async () => {
    expect((await ask(key, "GET", "/v3/bank-accounts/nothing")).body.errorCode).toBe("INVALID_ID");
    expect((await ask(key, "GET", `/bank-accounts/${newId()}`)).body.errorCode).toBe("NOT_FOUND");
    const refused = await ask(key, "POST", "/bank-accounts", { name: "R", accountNumber: "0532013000" });
    expect(refusalOf(refused)).toEqual([400, "VALIDATION", expect.stringContaining("country is required")]);
  });
});
