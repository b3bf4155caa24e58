import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkoutDoor } from "@/lib/doors/checkout";
import { tokenDoor } from "@/lib/doors/token";
import { aKey, ask } from "@/lib/requests/testing";
import { DOORS, type MountedName } from "@/lib/server/doors";
import { forgetRequestLimits } from "./request-limits";

const HEADER = "x-counterfoil-client-address";
let address = 0;
let key: Awaited<ReturnType<typeof aKey>>;

function set(limits: Record<string, string>): void {
  Object.assign(process.env, limits);
  forgetRequestLimits();
}

/** An address nobody has used yet. */
function newAddress(): Record<string, string> {
  address++;
  return { [HEADER]: `198.51.100.${address}` };
}

beforeAll(() => {
  process.env.RATE_LIMIT_KEY = "0";
});

beforeEach(async () => {
  key = await aKey();
});

afterEach(() => set({ RATE_LIMIT_KEY: "0", RATE_LIMIT_ADDRESS: "0", RATE_LIMIT_FAILURES: "0" }));

// Whoever adds a door says here how it refuses; the token's door and those without keys have tests of their own.
type LimitedDoor = Exclude<MountedName, "token" | "openApi" | "health" | "metrics">;

const PATHS: Record<LimitedDoor, string> = {
  checkout: "/v0/payments",
  referral: "/api/v1/partners",
  conversions: "/api/v2/nothing",
  policy: "/v1/insurance/policies",
  connected: "/api/payments/payments",
  management: "/management/v1/merchants",
};

const REFUSALS: Record<LimitedDoor, unknown> = {
  checkout: { error: "bad_request", code: "RATE_LIMITED", message: expect.stringContaining("Too many") },
  referral: { errors: [{ title: "Too many requests", details: expect.any(String) }] },
  conversions: { errors: [{ title: "Too many requests", details: expect.any(String) }] },
  policy: { error: expect.objectContaining({ type: "rate_limit_error" }) },
  connected: { errorCode: "VALIDATION", errorMessage: expect.stringContaining("too many requests") },
  management: { error: "bad_request", code: "RATE_LIMITED", message: expect.stringContaining("Too many") },
};

const LIMITED = (Object.keys(PATHS) as LimitedDoor[]).map(
  (name) => [name, DOORS[name].handle, PATHS[name]] as const,
);

describe.each(LIMITED)("the %s door", (name, door, path) => {
  const secretOf = () =>
    name === "policy" ? `Basic ${Buffer.from(`${key.secret}:`).toString("base64")}` : key.secret;

  it("tells every caller the limit, and refuses what is beyond it in its own words", async () => {
    set({ RATE_LIMIT_ADDRESS: "3" });
    const from = newAddress();
    for (const remaining of ["2", "1", "0"]) {
      const { status, headers } = await ask(door, "GET", path, secretOf(), undefined, from);
      expect(status).not.toBe(429);
      expect(headers.get("ratelimit-limit")).toBe("3");
      expect(headers.get("ratelimit-remaining")).toBe(remaining);
      expect(headers.get("ratelimit-policy")).toBe("3;w=60");
      expect(Number(headers.get("ratelimit-reset"))).toBeGreaterThan(0);
    }
    const refused = await ask(door, "GET", path, secretOf(), undefined, from);
    expect(refused.status).toBe(429);
    expect(refused.body).toEqual(REFUSALS[name]);
    expect(refused.headers.get("retry-after")).toBe(refused.headers.get("ratelimit-reset"));
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    expect(refused.headers.get("x-request-id")).toBeTruthy();
  });
});

describe("the limits", () => {
  it("of a key hold wherever it is used from", async () => {
    set({ RATE_LIMIT_KEY: "2" });
    const statuses: number[] = [];
    for (let request = 0; request < 3; request++) {
      const { status } = await ask(checkoutDoor, "GET", "/v0/payments", key.secret, undefined, newAddress());
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    const other = await aKey();
    expect((await ask(checkoutDoor, "GET", "/v0/payments", other.secret)).status).toBe(200);
  });

  it("of an IPv6 address are those of its /64 network", async () => {
    set({ RATE_LIMIT_ADDRESS: "1" });
    const from = (host: string) => ({ [HEADER]: `2001:db8:7:9::${host}` });
    expect((await ask(checkoutDoor, "GET", "/v0/payments", key.secret, undefined, from("1"))).status).toBe(
      200,
    );
    expect((await ask(checkoutDoor, "GET", "/v0/payments", key.secret, undefined, from("2"))).status).toBe(
      429,
    );
  });

  it("of wrong keys close the address to guesses, and to nobody else", async () => {
    set({ RATE_LIMIT_FAILURES: "2" });
    const from = newAddress();
    const statuses: number[] = [];
    for (let guess = 0; guess < 4; guess++) {
      statuses.push((await ask(checkoutDoor, "GET", "/v0/payments", "wrong", undefined, from)).status);
    }
    expect(statuses).toEqual([401, 401, 429, 429]);
    expect((await ask(checkoutDoor, "GET", "/v0/payments", key.secret, undefined, from)).status).toBe(429);
    expect((await ask(checkoutDoor, "GET", "/v0/payments", key.secret, undefined, newAddress())).status).toBe(
      200,
    );
  });

  it("hold for tokens too, whose refusal has the shape of RFC 6749", async () => {
    set({ RATE_LIMIT_FAILURES: "1" });
    const headers = newAddress();
    const guess = () =>
      tokenDoor(
        new Request("http://counterfoil.test/api/auth/oauth/token", {
          method: "POST",
          headers,
          body: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: key.id,
            client_secret: "x",
          }),
        }),
      );
    expect((await guess()).status).toBe(401);
    const refused = await guess();
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ error: "temporarily_unavailable" });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
