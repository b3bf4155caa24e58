import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { afterEach, describe, expect, it, vi } from "vitest";
import { POST as submit } from "@/app/pay/[token]/submit/route";
import type { SubmitAnswer } from "@/components/checkout/submit-answer";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aKey, aMerchant, ask } from "@/lib/checkout/testing";
import { runPrepared, statement } from "@/lib/db/sql";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/client-address";
import { DECLINE_LIMITS_DEFAULT, DECLINE_SETTINGS, DECLINES_OF } from "@/lib/limits/decline-limits";
import { log } from "@/lib/log/log";
import { widerNetworkOf } from "./admit-try";
import { listCardTesting } from "./note-card-testing";
import { solveProof } from "./solve-proof";

const GOOD = "4242424242424242";
/** Every one of them is declined, and none is another's. */
const DECLINED = [
  "4000000000000002",
  "4000000000009995",
  "4000000000009987",
  "4000000000009979",
  "4000000000000119",
];

afterEach(() => vi.unstubAllEnvs());

function limits(set: Partial<Record<keyof typeof DECLINE_SETTINGS, string>>): void {
  for (const of of DECLINES_OF) vi.stubEnv(DECLINE_SETTINGS[of], set[of] ?? "0,0");
  vi.spyOn(log, "warn").mockImplementation(() => {});
}

/** Nobody else's, so that what other tests count is not counted here. */
let last = 0;
const newAddress = () => `198.51.${++last}.7`;

async function aShop() {
  const merchant = await aMerchant();
  const secret = await aKey(merchant.id);
  const newLink = async () => {
    const made = await ask(secret, "POST", "/v0/payments", { amount: "49.00", currency: "EUR" });
    return made.body.paymentUrl?.split("/").at(-1) ?? "";
  };
  return { merchant, newLink };
}

interface Try {
  address: string;
  number?: string;
  proof?: string;
  accept?: string;
}

async function sent(
  token: string,
  { address, number = DECLINED[0] ?? "", proof, accept = "application/json" }: Try,
) {
  const body = new URLSearchParams({
    method: "card",
    number,
    expiry: "12/34",
    cvc: "123",
    ...(proof && { proof }),
  });
  const headers = { accept, origin: "http://localhost:3000", [CLIENT_ADDRESS_HEADER]: address };
  const request = new Request("http://localhost/pay", { method: "POST", body, headers });
  return submit(request, { params: Promise.resolve({ token }) });
}

async function tried(token: string, of: Try): Promise<SubmitAnswer> {
  return (await sent(token, of)).json();
}

async function kinds(tries: Promise<SubmitAnswer>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of await Promise.all(tries)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function challengeOf(answer: SubmitAnswer): Challenge {
  if (answer.kind !== "proof_required") throw new Error(`no work was asked for, but: ${answer.kind}`);
  return answer.challenge;
}

describe("cards tried on many links", () => {
  it("cost work after some declines of an address, and are refused after more, however many come at once", async () => {
    limits({ address: "5,8" });
    const { merchant, newLink } = await aShop();
    const address = newAddress();
    const links = await Promise.all(Array.from({ length: 15 }, newLink));
    const first = links.map((token, at) =>
      tried(token, { address, number: DECLINED[at % DECLINED.length] ?? "" }),
    );
    expect(await kinds(first)).toEqual({ declined: 5, proof_required: 10 });
    for (let more = 0; more < 3; more++) {
      const token = await newLink();
      const proof = (await solveProof(challengeOf(await tried(token, { address })))) ?? "";
      expect(await tried(token, { address, proof })).toMatchObject({ kind: "declined" });
    }
    expect(await tried(await newLink(), { address })).toEqual({ kind: "wait", minutes: 60 });
    expect(await tried(await newLink(), { address: newAddress() })).toMatchObject({ kind: "declined" });
    const noticed = await listCardTesting({ ctx: contextOf("viewer") });
    expect(noticed.find(({ merchantId }) => merchantId === merchant.id)?.tries).toBeGreaterThan(10);
    const said = statement(
      "SELECT count(*)::int AS n FROM audit_entry WHERE action = $1 AND merchant_id = $2",
    );
    const [audit] = await runPrepared<{ n: number }>(said, ["merchant.card_testing_suspected", merchant.id]);
    expect(audit?.n).toBe(1);
  });

  it("are counted by network, by card and by merchant, whatever else differs", async () => {
    const one = await aShop();
    const other = await aShop();
    limits({ network: "2,0" });
    const at = (host: number) => `203.0.113.${host}`;
    for (const host of [1, 2])
      expect((await tried(await one.newLink(), { address: at(host) })).kind).toBe("declined");
    expect((await tried(await other.newLink(), { address: at(3) })).kind).toBe("proof_required");
    limits({ card: "2,0" });
    const number = DECLINED[1] ?? "";
    for (const shop of [one, other])
      expect((await tried(await shop.newLink(), { address: newAddress(), number })).kind).toBe("declined");
    expect((await tried(await one.newLink(), { address: newAddress(), number })).kind).toBe("proof_required");
    expect(
      (await tried(await one.newLink(), { address: newAddress(), number: DECLINED[2] ?? "" })).kind,
    ).toBe("declined");
    limits({ merchant: "2,0" });
    const third = await aShop();
    for (let time = 0; time < 2; time++) await tried(await third.newLink(), { address: newAddress() });
    expect((await tried(await third.newLink(), { address: newAddress() })).kind).toBe("proof_required");
    expect((await tried(await one.newLink(), { address: newAddress() })).kind).toBe("declined");
  });

  it("are told without a script where to go on, and nothing is charged", async () => {
    limits({ address: "1,2" });
    const { newLink } = await aShop();
    const address = newAddress();
    const where = async () => {
      const token = await newLink();
      const answer = await sent(token, { address, number: GOOD, accept: "text/html" });
      return answer.headers.get("location")?.replace(token, "T");
    };
    await tried(await newLink(), { address });
    expect(await where()).toBe("/pay/T?proof=1");
    limits({ address: "1,1" });
    // Until when, and not for how long: a reload after that says nothing any more.
    const until = Number(/^\/pay\/T\?wait=(\d+)$/.exec((await where()) ?? "")?.[1]);
    expect(Math.ceil((until - Date.now()) / 60_000)).toBe(60);
  });

  it("never count what was paid: a customer with two declines notices nothing", async () => {
    limits({ address: "3,6", card: "3,6", network: "3,6", merchant: "3,6" });
    const { newLink } = await aShop();
    const address = newAddress();
    for (let time = 0; time < 6; time++)
      expect((await tried(await newLink(), { address, number: GOOD })).kind).toBe("go");
    const token = await newLink();
    for (const number of DECLINED.slice(3))
      expect((await tried(token, { address, number })).kind).toBe("declined");
    expect((await tried(token, { address, number: GOOD })).kind).toBe("go");
  });

  it("leave the ten tries of one link without work, by default", () => {
    for (const of of DECLINES_OF) {
      const { challengeAfter, refuseAfter } = DECLINE_LIMITS_DEFAULT[of];
      expect(challengeAfter).toBeGreaterThanOrEqual(10);
      expect(refuseAfter === 0 || refuseAfter > challengeAfter).toBe(true);
    }
  });
});

describe("the work", () => {
  it("counts once, on its own link, as it was asked for", async () => {
    limits({ address: "1,0" });
    const { newLink } = await aShop();
    const address = newAddress();
    await tried(await newLink(), { address });
    const [token, other] = [await newLink(), await newLink()];
    const challenge = challengeOf(await tried(token, { address }));
    const solution = await solveChallenge({ challenge, deriveKey });
    const proof = JSON.stringify({ challenge, solution });
    const easier = { ...challenge, parameters: { ...challenge.parameters, cost: 1 } };
    for (const wrong of [
      "",
      "{}",
      "null",
      JSON.stringify({ challenge }),
      JSON.stringify({ challenge, solution: { counter: 1, derivedKey: "00" } }),
      JSON.stringify({ challenge: easier, solution }),
      JSON.stringify({ challenge: { ...challenge, signature: "0".repeat(64) }, solution }),
      JSON.stringify({ challenge: { parameters: challenge.parameters }, solution }),
    ])
      expect((await tried(token, { address, proof: wrong })).kind, wrong).toBe("proof_required");
    expect((await tried(other, { address, proof })).kind).toBe("proof_required");
    expect((await tried(token, { address, proof })).kind).toBe("declined");
    expect((await tried(token, { address, proof })).kind).toBe("proof_required");
  });
});

it.each([
  ["192.0.2.7", "192.0.2."],
  ["2001:db8:1:2::1", "2001:db8:1:"],
])("the network of %s is %s", (address, network) => {
  expect(widerNetworkOf(address)).toBe(network);
});
