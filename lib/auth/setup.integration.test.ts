import { describe, expect, it } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { setUp } from "./accept-invitation";
import { findInvitation } from "./invitation";
import { SetUp } from "./schemas";
import { ensureSetupInvitation } from "./setup";
import { problemIn } from "./testing/contexts";

const ctx = () => ({ requestId: newId(), now: new Date() });
const merchant = () => ({
  id: newId(),
  name: "Northwind",
  logoColor: "#1a6b4f",
  defaultCurrency: "GBP" as const,
});
const form = (token: string, email = `ada-${newId()}@example.com`): SetUp => ({
  token,
  name: "Ada",
  email,
  password: "a counterfoil is kept",
  merchant: merchant(),
});

async function owners(): Promise<string[]> {
  const rows = await runUnprepared<{ email: string }>(`SELECT email FROM "user" WHERE role = 'owner'`, []);
  return rows.map(({ email }) => email);
}

// In this order: what follows the first owner's set-up cannot come before it.
describe("the first owner's set-up", () => {
  it("is invited anew at every start, and the earlier address stops working", async () => {
    const earlier = (await ensureSetupInvitation()) ?? "";
    const later = (await ensureSetupInvitation()) ?? "";
    expect(await findInvitation(earlier, new Date())).toMatchObject({ state: "revoked" });
    expect(await findInvitation(later, new Date())).toMatchObject({
      state: "open",
      role: "owner",
      email: null,
    });
    expect(await problemIn(setUp({ ctx: ctx(), input: form(earlier) }))).toMatchObject({ code: "conflict" });
    const kept = await runUnprepared<{ text: string }>("SELECT invitation::text AS text FROM invitation", []);
    for (const { text } of kept) expect(text).not.toContain(later);
  });

  it("leaves one address that works when several processes start at once", async () => {
    const tokens = await Promise.all([1, 2, 3, 4].map(() => ensureSetupInvitation()));
    const found = await Promise.all(tokens.map((token) => findInvitation(token ?? "", new Date())));
    expect(found.filter((each) => each?.state === "open")).toHaveLength(1);
  });

  it("takes no address that is too old or made up", async () => {
    const token = (await ensureSetupInvitation()) ?? "";
    const tooLate = { requestId: newId(), now: new Date(Date.now() + 25 * 3_600_000) };
    expect(await problemIn(setUp({ ctx: tooLate, input: form(token) }))).toMatchObject({ code: "conflict" });
    expect(await problemIn(setUp({ ctx: ctx(), input: form("x".repeat(43)) }))).toMatchObject({
      code: "conflict",
    });
    expect(await owners()).toEqual([]);
  });

  it("makes exactly one owner and one merchant of one token submitted many times at once", async () => {
    const token = (await ensureSetupInvitation()) ?? "";
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () => setUp({ ctx: ctx(), input: form(token) })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await owners()).toHaveLength(1);
    expect(await runUnprepared("SELECT id FROM merchant", [])).toHaveLength(1);
    expect(await ensureSetupInvitation()).toBeNull();
    const audited = await runUnprepared("SELECT action, actor_label FROM audit_entry ORDER BY id", []);
    expect(audited).toEqual([
      { action: "user.joined", actor_label: "Ada" },
      { action: "merchant.created", actor_label: "Ada" },
    ]);
  });
});

describe("what a set-up form may hold", () => {
  const right = () => form("t".repeat(43), "ada@example.com");

  it("is a password of twelve characters that are not all one, without the person's own name", () => {
    const passwords = { "correct horse": true, "short one": false, aaaaaaaaaaaaaaaa: false };
    for (const [password, fine] of Object.entries(passwords)) {
      expect([password, SetUp.safeParse({ ...right(), password }).success]).toEqual([password, fine]);
    }
    const own = SetUp.safeParse({
      ...right(),
      email: "lovelace@example.com",
      password: "my name is Lovelace",
    });
    expect(own.error?.issues).toMatchObject([{ path: ["password"] }]);
  });

  it("never a role: what is sent besides is dropped", () => {
    expect(SetUp.parse({ ...right(), role: "owner", disabledAt: null })).not.toHaveProperty("role");
  });
});
