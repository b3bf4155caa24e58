import { beforeAll, describe, expect, it } from "vitest";
import { aMerchant } from "@/lib/checkout/testing";
import { spellId } from "@/lib/ids";
import { aCaller, type Caller } from "./testing";

let merchantId: string;
let call: Caller;
let ofAll: Caller;

beforeAll(async () => {
  merchantId = (await aMerchant()).id;
  call = await aCaller(merchantId);
  ofAll = await aCaller(null);
});

describe("what a program is told", () => {
  it("says alone what is wrong, with the code of what it is", async () => {
    const told = async (path: string, body: unknown) => (await ofAll("POST", path, body)).body;
    expect(await told("/webhookEndpoints", {})).toMatchObject({
      message: "url is required",
      errors: [{ field: "url", message: "is required", code: "required" }],
    });
    expect(await told("/webhookEndpoints", { url: "shop" })).toMatchObject({
      message: "url must be an https address",
    });
    expect(await told("/merchants", { name: " ", defaultCurrency: "XXX" })).toMatchObject({
      errors: [
        { field: "name", message: "must not be empty", code: "too_small" },
        { field: "defaultCurrency", message: "must be one of USD, EUR, GBP, AUD" },
      ],
    });
  });

  it("takes an amount as a decimal string alone", async () => {
    const path = `/merchants/${spellId("mer", merchantId)}`;
    for (const paymentLimit of ["1,000.00", "1 000", " 1000 ", "1e3", "0.99", "1000000.01"])
      expect([paymentLimit, (await call("PATCH", path, { paymentLimit })).status]).toEqual([
        paymentLimit,
        400,
      ]);
    expect((await call("PATCH", path, { paymentLimit: "1000.5" })).body.paymentLimit).toBe("1000.50");
  });

  it("takes null where a test has no event of its own", async () => {
    const { body: made } = await call("POST", "/webhookEndpoints", { url: "https://93.184.216.34/hooks" });
    expect((await call("POST", `/webhookEndpoints/${made.id}/test`, null)).status).toBe(201);
  });
});
