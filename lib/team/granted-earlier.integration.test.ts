import { beforeAll, describe, expect, it } from "vitest";
import { joinTeam } from "@/lib/auth/accept-invitation";
import { findInvitation } from "@/lib/auth/invitation";
import { findKnownBrowser } from "@/lib/auth/known-browser";
import { readOperator } from "@/lib/auth/session";
import { signIn } from "@/lib/auth/sign-in";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import {
  codeOf,
  newBrowser,
  newPerson,
  nobodyYet,
  PASSWORD,
  personBehind,
  signedInBrowser,
  type TestPerson,
  withTwoFactor,
} from "@/lib/auth/testing/people";
import { verifySecondFactor } from "@/lib/auth/verify-second-factor";
import { aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { getImport } from "@/lib/imports/get-import";
import { guessMapping, readFile } from "@/lib/imports/read-file";
import { runImports } from "@/lib/imports/run-imports";
import { startImport } from "@/lib/imports/start-import";
import { authenticateKey } from "@/lib/keys/authenticate";
import { authenticateKeyId } from "@/lib/keys/authenticate-id";
import { createKey } from "@/lib/keys/create-key";
import { listKeys } from "@/lib/keys/list-keys";
import { admit, streamsOf } from "@/lib/live/open-streams";
import { type Ctx, jobContext } from "@/lib/verb/context";
import type { Role } from "@/lib/verb/permissions";
import { changeRole } from "./change-role";
import { disableConsequences } from "./disable-consequences";
import { disablePerson } from "./disable-person";
import { invitePerson } from "./invite-person";
import { listTeam } from "./list-team";
import { revokeInvitation } from "./revoke-invitation";

const owner = contextOf("owner");
const acting = ({ id, role }: TestPerson): Ctx => ({
  ...contextOf(role),
  actor: { type: "user", id, label: "Test", role },
});

let connectorId = "";
beforeAll(async () => {
  await Promise.all([aMerchant(), personBehind(owner)]);
  const input = { provider: "generic", name: "Bank" };
  connectorId = (await addConnector({ ctx: contextOf("admin"), input })).id;
});

/** Takes a person's rights away behind the back of every verb: what is used later has to notice by itself. */
const LOSSES: Record<string, (person: TestPerson) => Promise<unknown>> = {
  "disabled by hand": ({ id }) => runUnprepared(`UPDATE "user" SET disabled_at = now() WHERE id = $1`, [id]),
  "made a viewer by hand": ({ id }) => runUnprepared(`UPDATE "user" SET role = 'viewer' WHERE id = $1`, [id]),
  disabled: ({ id: userId }) => disablePerson({ ctx: owner, input: { userId } }),
  "made a viewer": ({ id: userId }) => changeRole({ ctx: owner, input: { userId, role: "viewer" } }),
};

/** What is granted at one time and used at another: `grant` gives what uses it and says whether it was allowed. */
const RIGHTS: Record<string, (person: TestPerson) => Promise<() => Promise<boolean>>> = {
  "an invitation": async (person) => {
    const token = await invitationBy(person, "admin");
    return () => wasDone(joinTeam({ ctx: nobodyYet(), input: { token, name: "Eve", password: PASSWORD } }));
  },
  "an import that has begun": async (person) => {
    const text = `Reference,Date,Amount,Currency,Status\n${newId()},2026-01-05,10.00,EUR,succeeded`;
    const id = newId();
    const mapping = guessMapping("payments", readFile(text).columns);
    const input = { id, kind: "payments" as const, connectorId, fileName: "bank.csv", text, mapping };
    await startImport({ ctx: acting(person), input });
    return async () => {
      for (;;) {
        await runImports({ ctx: jobContext("payment-imports", new Date(), newId()) });
        const { recorded, refused, finishedAt } = await getImport({ ctx: owner, input: { id } });
        if (!finishedAt) continue;
        expect(recorded + refused).toBe(1);
        return recorded === 1;
      }
    };
  },
  "a session": async (person) => {
    const { headers } = await signedInBrowser(person);
    return async () => {
      const operator = await readOperator(headers);
      return operator !== null && operator.role !== "viewer";
    };
  },
};

describe("what was granted earlier is judged when it is used", () => {
  for (const [right, grant] of Object.entries(RIGHTS)) {
    it(`${right} works for whoever may still`, async () => {
      const use = await grant(await newPerson("admin"));
      expect(await use()).toBe(true);
    });
    it.each(Object.entries(LOSSES))(`${right} of somebody who was %s since does not`, async (_, lose) => {
      const person = await newPerson("admin");
      const use = await grant(person);
      await lose(person);
      expect(await use()).toBe(false);
    });
  }

  it("a browser that is known and a second step that waits end with the person", async () => {
    const person = await newPerson("admin");
    const { headers } = await signedInBrowser(person);
    const { secret } = await withTwoFactor(person);
    const input = { email: person.email, password: PASSWORD };
    const { cookies } = await signIn({ ctx: nobodyYet(), browser: newBrowser(), input });
    await disablePerson({ ctx: owner, input: { userId: person.id } });
    expect(await findKnownBrowser(headers, person.id)).toBeNull();
    const code = { code: await codeOf(secret) };
    const browser = newBrowser(cookies);
    expect(await wasDone(verifySecondFactor({ ctx: nobodyYet(), browser, input: code }))).toBe(false);
  });

  it("an invitation of an owner needs an owner at both ends", async () => {
    const boss = await newPerson("owner");
    const token = await invitationBy(boss, "owner");
    await runUnprepared(`UPDATE "user" SET role = 'admin' WHERE id = $1`, [boss.id]);
    expect(await findInvitation(token, new Date())).toMatchObject({ state: "void" });
    const input = { token, name: "Eve", password: PASSWORD };
    expect(await problemIn(joinTeam({ ctx: nobodyYet(), input }))).toMatchObject({
      message: expect.stringContaining("may not invite any more"),
    });
  });
});

describe("replacing an invitation", () => {
  it.each<[Role, Role]>([
    ["admin", "viewer"],
    ["admin", "admin"],
    ["operator", "viewer"],
    ["viewer", "viewer"],
  ])(
    "of an owner is refused to a person who is %s and invites as %s, as withdrawing it is",
    async (role, as) => {
      const id = newId();
      const email = `new-${id}@example.com`;
      const { token } = await invitePerson({ ctx: owner, input: { id, email, role: "owner" } });
      const ctx = contextOf(role);
      const replacing = await problemIn(invitePerson({ ctx, input: { id: newId(), email, role: as } }));
      expect(replacing).toEqual(await problemIn(revokeInvitation({ ctx, input: { id } })));
      expect(replacing).toMatchObject({ code: "forbidden" });
      expect(await findInvitation(token ?? "", new Date())).toMatchObject({ state: "open" });
    },
  );
});

describe("disabling a person", () => {
  async function withEverything() {
    const person = await newPerson("admin");
    await signedInBrowser(person);
    const token = await invitationBy(person, "viewer");
    const ctx = acting(person);
    const input = { id: newId(), name: "Till", scopes: ["payments:read" as const], merchantId: null };
    const { secret } = await createKey({ ctx, input });
    const stream = admit(person.id);
    if (typeof stream === "string") throw new Error(stream);
    return { person, token, keyId: input.id, secret: secret ?? "", stream: stream.controller };
  }

  it("says before what hangs on them, and then ends it; keys go on, and their list says whose they were", async () => {
    const { person, token, keyId, secret, stream } = await withEverything();
    const input = { userId: person.id };
    expect(await disableConsequences({ ctx: owner, input })).toMatchObject({
      sessionCount: 1,
      streamCount: 1,
      invitations: [expect.stringContaining("@example.com")],
      keys: [{ name: "Till", merchant: null }],
      keyCount: 1,
    });
    await disablePerson({ ctx: owner, input });
    expect(stream.signal.aborted).toBe(true);
    expect(await findInvitation(token, new Date())).toMatchObject({ state: "revoked" });
    const { invitations } = await listTeam({ ctx: owner });
    expect(invitations.filter(({ state }) => state !== "open")).toEqual([]);
    expect(await authenticateKey(secret)).toMatchObject({ id: keyId });
    const { keys } = await listKeys({ ctx: owner, input: { before: null } });
    expect(keys.find(({ id }) => id === keyId)?.maker).toEqual({ name: "Test admin", disabled: true });
  });

  it("ends the keys they made as well when that is asked for, and the tokens those were given", async () => {
    const { person, keyId, secret } = await withEverything();
    expect(await authenticateKeyId(keyId)).not.toBeNull();
    await disablePerson({ ctx: owner, input: { userId: person.id, revokeKeys: true } });
    expect(await authenticateKey(secret)).toBeNull();
    expect(await authenticateKeyId(keyId)).toBeNull();
    expect(await auditedActions(keyId)).toEqual(["key.created", "key.revoked"]);
  });

  it("ends no stream of anybody else", async () => {
    const { person } = await withEverything();
    const other = newId();
    admit(other);
    await disablePerson({ ctx: owner, input: { userId: person.id } });
    expect(streamsOf(other)[0]?.signal.aborted).toBe(false);
  });

  it("tells what hangs on a person to nobody who may not disable them", async () => {
    const boss = await newPerson("owner");
    const ask = (role: Role) => disableConsequences({ ctx: contextOf(role), input: { userId: boss.id } });
    expect(await problemIn(ask("operator"))).toMatchObject({ permission: "team:manage" });
    expect(await problemIn(ask("admin"))).toMatchObject({ permission: "owners:manage" });
  });
});

async function invitationBy(person: TestPerson, role: Role): Promise<string> {
  const id = newId();
  const input = { id, email: `new-${id}@example.com`, role };
  const { token } = await invitePerson({ ctx: acting(person), input });
  return token ?? "";
}

const wasDone = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );
