import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aClient } from "./testing-client";
import { v1Calls } from "./testing-client-calls/v1";
import { v3Calls } from "./testing-client-calls/v3";
import { holdToOriginal } from "./testing-original";

let world: Awaited<ReturnType<typeof aClient>>;

holdToOriginal();

beforeAll(async () => {
  world = await aClient();
});

afterAll(() => world.server.close());

describe("every function of the official client, called once", () => {
  it("works, or is told in the client's own words that no connector can do it", async () => {
    const { v1, v3 } = world.sdk.payments;
    const calls = { v1: v1Calls(world.sdk), v3: v3Calls(world.sdk) };
    expect(calls.v1.map(([name]) => name).sort()).toEqual(functionsOf(v1));
    expect(calls.v3.map(([name]) => name).sort()).toEqual(functionsOf(v3));
    const table: Record<string, string> = {};
    for (const [version, all] of Object.entries(calls))
      for (const [name, call] of all) table[`${version}.${name}`] = await outcomeOf(call);
    expect(Object.keys(table)).toHaveLength(106);
    const others = Object.entries(table).filter(([, outcome]) => outcome !== "works");
    expect(Object.fromEntries(others)).toEqual({
      ...Object.fromEntries(REFUSED.map((name) => [name, "capability error"])),
      ...Object.fromEntries(NEVER_THERE.map((name) => [name, "not found"])),
      ...Object.fromEntries(WITHOUT_TOKEN.map((name) => [name, "unauthenticated"])),
    });
  });
});

/** What no connector here can do. */
const REFUSED = `
  v3.createLinkForPaymentServiceUser v3.deletePaymentServiceUserConnectionFromConnectorID
  v3.getPaymentServiceUserLinkAttemptFromConnectorID v3.updateLinkForPaymentServiceUserOnConnector
`
  .trim()
  .split(/\s+/);

/** Connectors here report no orders and no conversions: the lists are empty. */
const NEVER_THERE = ["v3.getConversion", "v3.getOrder"];

/** The client sends no token with these three, whatever it was given; the door's own tests ask them with one. */
const WITHOUT_TOKEN = ["v3.forwardBankAccount", "v3.getBankAccount", "v3.updateBankAccountMetadata"];

async function outcomeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return "works";
  } catch (err) {
    const { errorCode, errorMessage, statusCode } = err as Partial<
      Record<"errorCode" | "errorMessage" | "statusCode", unknown>
    >;
    if (errorCode === "CONNECTOR_CAPABILITY_NOT_SUPPORTED") return "capability error";
    if (errorCode === "NOT_FOUND") return "not found";
    if (statusCode === 401 && errorCode === "VALIDATION") return "unauthenticated";
    return errorCode ? `${errorCode} ${errorMessage}` : String(err);
  }
}

function functionsOf(namespace: object): string[] {
  return Object.getOwnPropertyNames(Object.getPrototypeOf(namespace) as object)
    .filter((name) => name !== "constructor")
    .sort();
}
