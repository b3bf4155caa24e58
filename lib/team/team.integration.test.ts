import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { joinTeam } from "@/lib/auth/accept-invitation";
import { findInvitation } from "@/lib/auth/invitation";
import { readOperator } from "@/lib/auth/session";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import {
  newPerson,
  nobodyYet,
  PASSWORD,
  personBehind,
  signedInBrowser,
  type TestPerson,
  withTwoFactor,
} from "@/lib/auth/testing/people";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import type { Role } from "@/lib/verb/permissions";
import { changeRole } from "./change-role";
import { disablePerson } from "./disable-person";
import { enablePerson } from "./enable-person";
import { invitePerson } from "./invite-person";
import { listTeam } from "./list-team";
import { resetTwoFactor } from "./reset-two-factor";
import { revokeInvitation } from "./revoke-invitation";

const owner = contextOf("owner");
const admin = contextOf("admin");
const acting = ({ id, role }: TestPerson): Ctx => ({
  ...contextOf(role),
  actor: { type: "user", id, label: "Test", role },
});
const invitation = (role: Role = "viewer") => ({ id: newId(), email: `new-${newId()}@example.com`, role });

async function roleOf(id: string): Promise<string | undefined> {
  const [row] = await runUnprepared<{ role: string }>(`SELECT role FROM "user" WHERE id = $1`, [id]);
  return row?.role;
}

beforeAll(() => personBehind(admin));
beforeEach(() => runUnprepared(`UPDATE "user" SET role = 'viewer' WHERE role = 'owner'`, []));

describe("inviting", () => {
  it("gives an address that makes an account with the invited e-mail and role, once", async () => {
    const input = invitation("operator");
    const { token } = await invitePerson({ ctx: admin, input });
    const form = { token: token ?? "", name: "Grace", password: PASSWORD };
    const joined = await Promise.allSettled([1, 2, 3].map(() => joinTeam({ ctx: nobodyYet(), input: form })));
    expect(joined.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { people } = await listTeam({ ctx: admin });
    expect(people.filter(({ email }) => email === input.email)).toMatchObject([
      { name: "Grace", role: "operator" },
    ]);
  });

  it("is refused below admin, and of owners to all but owners", async () => {
    expect(await problemIn(invitePerson({ ctx: contextOf("operator"), input: invitation() }))).toMatchObject({
      permission: "team:manage",
    });
    expect(await problemIn(invitePerson({ ctx: admin, input: invitation("owner") }))).toMatchObject({
      permission: "owners:manage",
    });
    expect((await invitePerson({ ctx: owner, input: invitation("owner") })).token).not.toBeNull();
  });

  it("invites once however often the form is sent, and a new invitation ends the earlier one", async () => {
    const input = invitation();
    const sent = await Promise.all([1, 2, 3].map(() => invitePerson({ ctx: admin, input })));
    const tokens = sent.flatMap(({ token }) => token ?? []);
    expect(tokens).toHaveLength(1);
    await invitePerson({ ctx: admin, input: { ...input, id: newId() } });
    expect(await findInvitation(tokens[0] ?? "", new Date())).toMatchObject({ state: "revoked" });
    expect(await auditedActions(input.id)).toEqual(["invitation.created"]);
  });

  it("is refused for somebody who is here already", async () => {
    const { email } = await newPerson("viewer");
    const problem = await problemIn(invitePerson({ ctx: admin, input: { ...invitation(), email } }));
    expect(problem).toMatchObject({ issues: [{ path: "email" }] });
  });

  it("can be withdrawn until it is accepted", async () => {
    const input = invitation();
    const { token } = await invitePerson({ ctx: admin, input });
    expect(await problemIn(revokeInvitation({ ctx: contextOf("viewer"), input }))).toMatchObject({
      code: "forbidden",
    });
    await Promise.all([1, 2].map(() => revokeInvitation({ ctx: admin, input })));
    const form = { token: token ?? "", name: "Grace", password: PASSWORD };
    expect(await problemIn(joinTeam({ ctx: nobodyYet(), input: form }))).toMatchObject({ code: "conflict" });
    expect(await auditedActions(input.id)).toEqual(["invitation.created", "invitation.revoked"]);
  });
});

describe("changing a role", () => {
  it("is refused below admin, and of owners to all but owners", async () => {
    const [person, boss] = [await newPerson("operator"), await newPerson("owner")];
    const promote = { userId: person.id, role: "owner" as const };
    const demote = { userId: boss.id, role: "viewer" as const };
    expect(await problemIn(changeRole({ ctx: contextOf("operator"), input: promote }))).toMatchObject({
      permission: "team:manage",
    });
    expect(await problemIn(changeRole({ ctx: admin, input: promote }))).toMatchObject({
      permission: "owners:manage",
    });
    expect(await problemIn(changeRole({ ctx: admin, input: demote }))).toMatchObject({
      permission: "owners:manage",
    });
    expect([await roleOf(person.id), await roleOf(boss.id)]).toEqual(["operator", "owner"]);
  });

  it("is done once, however often it is sent", async () => {
    const person = await newPerson("viewer");
    const input = { userId: person.id, role: "admin" as const };
    await Promise.all([1, 2, 3].map(() => changeRole({ ctx: admin, input })));
    expect(await auditedActions(person.id)).toEqual(["user.role_changed"]);
  });
});

describe("the last owner", () => {
  it("cannot be demoted, disabled, or leave", async () => {
    const last = await newPerson("owner");
    const demote = { userId: last.id, role: "admin" as const };
    expect(await problemIn(changeRole({ ctx: acting(last), input: demote }))).toMatchObject({
      code: "conflict",
    });
    expect(await problemIn(disablePerson({ ctx: owner, input: demote }))).toMatchObject({ code: "conflict" });
    expect(await roleOf(last.id)).toBe("owner");
  });

  it("is not made of two who demote or disable each other at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await newPerson("owner"), await newPerson("owner")];
      const outcomes = await Promise.allSettled([
        changeRole({ ctx: acting(one), input: { userId: other.id, role: "viewer" } }),
        disablePerson({ ctx: acting(other), input: { userId: one.id } }),
      ]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      await runUnprepared(`UPDATE "user" SET role = 'viewer' WHERE role = 'owner'`, []);
    }
  });

  it("does not count among those who are disabled", async () => {
    const [last, gone] = [await newPerson("owner"), await newPerson("owner")];
    await disablePerson({ ctx: acting(last), input: { userId: gone.id } });
    const demote = { userId: last.id, role: "admin" as const };
    expect(await problemIn(changeRole({ ctx: acting(last), input: demote }))).toMatchObject({
      code: "conflict",
    });
  });
});

describe("disabling", () => {
  it("ends every session at once, and enabling lets the person sign in again", async () => {
    const person = await newPerson("operator");
    const browser = await signedInBrowser(person);
    await Promise.all([1, 2].map(() => disablePerson({ ctx: admin, input: { userId: person.id } })));
    expect(await readOperator(browser.headers)).toBeNull();
    expect(await runUnprepared("SELECT id FROM session WHERE user_id = $1", [person.id])).toEqual([]);
    await Promise.all([1, 2].map(() => enablePerson({ ctx: admin, input: { userId: person.id } })));
    expect(await readOperator((await signedInBrowser(person)).headers)).toMatchObject({ id: person.id });
    expect(await auditedActions(person.id)).toEqual([
      "user.signed_in",
      "user.disabled",
      "user.enabled",
      "user.signed_in",
    ]);
  });

  it("is refused below admin, of owners to admins, and of oneself", async () => {
    const [person, boss] = [await newPerson("admin"), await newPerson("owner")];
    const input = { userId: person.id };
    expect(await problemIn(disablePerson({ ctx: contextOf("operator"), input }))).toMatchObject({
      code: "forbidden",
    });
    expect(await problemIn(enablePerson({ ctx: contextOf("operator"), input }))).toMatchObject({
      code: "forbidden",
    });
    expect(await problemIn(disablePerson({ ctx: acting(person), input }))).toMatchObject({
      code: "conflict",
    });
    expect(await problemIn(disablePerson({ ctx: admin, input: { userId: boss.id } }))).toMatchObject({
      permission: "owners:manage",
    });
  });
});

describe("resetting a second factor", () => {
  it("ends the sessions, and the password alone signs in again", async () => {
    const person = await newPerson("viewer");
    await withTwoFactor(person);
    expect(
      await problemIn(resetTwoFactor({ ctx: contextOf("operator"), input: { userId: person.id } })),
    ).toMatchObject({
      code: "forbidden",
    });
    await Promise.all([1, 2].map(() => resetTwoFactor({ ctx: admin, input: { userId: person.id } })));
    expect(await readOperator((await signedInBrowser(person)).headers)).toMatchObject({
      twoFactorEnabled: false,
    });
    expect(
      (await auditedActions(person.id)).filter((action) => action === "user.two_factor_reset"),
    ).toHaveLength(1);
  });
});
