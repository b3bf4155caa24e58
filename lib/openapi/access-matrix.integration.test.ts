import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { isOffered, type KeyedOperation } from "@/lib/http/operation";
import { newId, readAnyId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { revokeKey } from "@/lib/keys/revoke-key";
import { DESCRIBED_DOORS, doorAt } from "@/lib/server/doors";
import { may, SCOPES, type Scope } from "@/lib/verb/permissions";
import { operationsOf } from "./document";
import { exampleRequest } from "./testing/example-request";
import { aWorld, type Variables, type World } from "./testing/world";

/** Takes in a list, and refuses the items of others one by one (see async.integration.test.ts, management.integration.test.ts). */
const JUDGED_ONE_BY_ONE = [
  ...["createPolicyPaymentsAsync", "updatePolicyPaymentsAsync"],
  ...["approveCommissions", "rejectCommissions"],
];

const OPERATIONS = operationsOf(DESCRIBED_DOORS).flatMap(({ door, operation }) =>
  operation.permission === null ? [] : [{ id: operation.id, tag: door.tag, operation }],
);

let world: World;
let secrets: Record<"stranger" | "revoked" | "partner" | "otherPartner", string>;
/** A key of each scope alone, of this world's merchant and of all of them. */
let keys: { scope: Scope; merchantId: string | null; secret: string }[];

/** What a partner's own key may ask for, and which of it names an object. */
const OF_PARTNERS = ["listReferrals", "getReferral", "listPartners", "getPartner", "listPartnerships"];
OF_PARTNERS.push("getPartnership", "listCommissions", "getReferralPayment");

/** Nothing a key of one merchant may do, whatever its scope. */
const OF_ALL_ONLY = ["createMerchant"];

beforeAll(async () => {
  world = await aWorld();
  const stranger = (await aMerchant()).id;
  const revokedId = newId();
  secrets = {
    stranger: await aKey([...SCOPES], stranger),
    revoked: await aKey([...SCOPES], world.merchantId, revokedId),
    partner: await aPartnersKey((await world.keptVariablesOf("Referrals")).PARTNER_ID),
    otherPartner: await aPartnersKey((await world.variablesOf("Referrals")).PARTNER_ID),
  };
  keys = [];
  for (const scope of SCOPES)
    for (const merchantId of [world.merchantId, null])
      keys.push({ scope, merchantId, secret: await aKey([scope], merchantId) });
  await revokeKey({ ctx: contextOf("admin"), input: { id: revokedId } });
});

describe("every operation of every door", () => {
  it("is in the matrix", () => {
    expect(OPERATIONS.length).toBeGreaterThan(55);
  });

  describe.each(OPERATIONS)("$id", ({ tag, operation }) => {
    it("answers 401 to no key, to one that never was, and to one that was revoked", async () => {
      const variables = await world.keptVariablesOf(tag);
      for (const secret of [null, "cf_unknown", secrets.revoked])
        expect(await statusOf(operation, variables, secret)).toBe(401);
    });

    it("answers 403 to a scope that lacks its permission, before it reads anything else, and to no other", async () => {
      for (const { scope, merchantId, secret } of keys) {
        const allowed =
          may(actorWith(scope), operation.permission) && !(merchantId && OF_ALL_ONLY.includes(operation.id));
        // What is allowed to change something is given objects of its own.
        const changes = allowed && isOffered(operation) && operation.method !== "GET";
        const variables = await (changes ? world.variablesOf(tag) : world.keptVariablesOf(tag));
        const status = await statusOf(operation, variables, secret);
        if (allowed && !isOffered(operation))
          expect([scope, status]).toEqual([scope, expect.toSatisfy(isRefused)]);
        else if (allowed)
          expect([scope, status, "is 2xx"]).toEqual([scope, expect.toSatisfy(isGood), "is 2xx"]);
        else {
          expect([scope, status]).toEqual([scope, 403]);
          if (!may(actorWith(scope), operation.permission))
            expect(await statusOf(operation, variables, secret, "{")).toBe(403);
        }
      }
    });

    it("gives a partner's own key what is theirs, and nothing else", async () => {
      const variables = await world.keptVariablesOf(tag);
      const reads = OF_PARTNERS.includes(operation.id);
      const named = namedIn(operation).length > 0;
      const isList = reads && !named;
      const [own, other] = [secrets.partner, secrets.otherPartner];
      expect(await statusOf(operation, variables, own)).toBe(reads ? 200 : 403);
      expect(await statusOf(operation, variables, other)).toBe(isList ? 200 : reads ? 404 : 403);
      if (!reads) expect(await statusOf(operation, variables, own, "{")).toBe(403);
    });

    it("shows and changes nothing of another merchant's", async () => {
      const variables = await world.keptVariablesOf(tag);
      const named = JUDGED_ONE_BY_ONE.includes(operation.id) ? [] : namedIn(operation);
      const status = await statusOf(operation, variables, secrets.stranger);
      if (!isOffered(operation)) expect(status).toSatisfy(isRefused);
      else if (OF_ALL_ONLY.includes(operation.id)) expect(status).toBe(403);
      else if (named.length === 0) expect(status).toSatisfy(isGood);
      else
        expect([named, status]).toEqual([named, expect.toSatisfy((code) => [400, 403, 404].includes(code))]);
    });
  });
});

/** What a dialect documents and nothing here can do, or nothing here ever reports. */
const isRefused = (status: number) => status === 400 || status === 404;
const isGood = (status: number) => status >= 200 && status < 300;

async function aKey(scopes: Scope[], merchantId: string | null, id = newId()): Promise<string> {
  const { secret } = await createKey({
    ctx: contextOf("admin"),
    input: { id, name: "Matrix", scopes, merchantId },
  });
  if (!secret) throw new Error("a new key has a secret");
  return secret;
}

async function aPartnersKey(partner = ""): Promise<string> {
  const { secret } = await createKey({
    ctx: contextOf("admin"),
    input: { id: newId(), name: "Partner", scopes: [], merchantId: null, partnerId: readAnyId(partner) },
  });
  if (!secret) throw new Error("a new key has a secret");
  return secret;
}

function actorWith(scope: Scope) {
  return { type: "apiKey", id: newId(), label: "key", scopes: [scope], merchantId: null } as const;
}

/** The variables that name an object in what an operation's example sends. */
function namedIn({ example }: KeyedOperation): string[] {
  return [...JSON.stringify(example ?? {}).matchAll(/\$([A-Z_]+)/g)].map(([, name = ""]) => name);
}

async function statusOf(
  operation: KeyedOperation,
  variables: Variables,
  secret: string | null,
  body?: string,
): Promise<number> {
  const request = exampleRequest(operation, variables, { secret, ...(body !== undefined && { body }) });
  const response = await doorAt(operation.path)?.handle(request);
  return response?.status ?? 0;
}
