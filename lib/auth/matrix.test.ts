import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import type { Actor } from "@/lib/verb/context";
import { authorize, may, PERMISSIONS, type Permission, ROLES, SCOPES } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";

const LIB = path.resolve(import.meta.dirname, "..");

// Functions begin at the margin and their first statement is indented once.
const FUNCTION = /^(?=(?:export )?(?:async )?function )/m;
const VERB = /^export (?:async )?function (\w+)\(\{\s*ctx[\s\S]*?\{\n {2}authorize\(ctx, "([\w:-]+)"\)/;

interface Verb {
  file: string;
  name: string;
  permission: Permission;
}

/** Every verb there is, found in the sources: one that is written tomorrow is tested tomorrow. */
const verbs: Verb[] = readdirSync(LIB, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.includes(".test.") && !file.startsWith("generated"))
  .flatMap((file) =>
    readFileSync(path.join(LIB, file), "utf8")
      .split(FUNCTION)
      .flatMap((text) => {
        const [, name, permission] = VERB.exec(text) ?? [];
        return name ? [{ file, name, permission: permission as Permission }] : [];
      }),
  );

const id = newId();
const actors: Actor[] = [
  ...ROLES.map((role) => ({ type: "user" as const, id, label: role, role })),
  ...SCOPES.map((scope) => ({
    type: "apiKey" as const,
    id,
    label: scope,
    scopes: [scope],
    merchantId: null,
  })),
  { type: "customer", id, label: "customer", paymentId: id },
];

describe("the permission matrix", () => {
  it("finds the verbs", () => {
    expect(verbs.length).toBeGreaterThan(20);
    for (const { permission } of verbs) expect(PERMISSIONS).toContain(permission);
  });

  it.each(verbs)(
    "$name asks for $permission before it does anything else",
    async ({ file, name, permission }) => {
      const verb = await verbAt(file, name);
      for (const actor of actors.filter((each) => !may(each, permission))) {
        // There is no database here: a verb that looked at one first would fail in another way.
        const call = async () => verb({ ctx: { actor, requestId: id, now: new Date() }, input: {} });
        const problem = await call().then(
          () => "no refusal",
          (err: unknown) => problemOf(err) ?? err,
        );
        expect([actor.label, problem]).toEqual([actor.label, { code: "forbidden", permission }]);
      }
    },
  );
});

describe("roles and scopes", () => {
  it("give each role all that the one before it has", () => {
    for (const permission of PERMISSIONS) {
      const having = ROLES.map((role) => may({ type: "user", id, label: role, role }, permission));
      expect([permission, having]).toEqual([permission, [...having].sort()]);
    }
  });

  it("let no key and no customer manage keys, providers, people, bank accounts or the clock", () => {
    const closed = PERMISSIONS.filter((permission) =>
      /^(keys|providers|team|owners|audit|requests|clock|bank-accounts):/.test(permission),
    );
    for (const actor of actors.filter(({ type }) => type !== "user")) {
      expect(closed.filter((permission) => may(actor, permission))).toEqual([]);
    }
  });

  it("let a partner's own key read referrals and their payments, whatever scopes it would have", () => {
    const actor = {
      ...{ type: "apiKey" as const, id, label: "key", scopes: SCOPES },
      ...{ merchantId: id, partnerId: id },
    };
    const allowed = PERMISSIONS.filter((permission) => may(actor, permission));
    expect(allowed).toEqual(["referrals:read", "referral-payments:read"]);
    const ctx = { actor, requestId: id, now: new Date() };
    expect(() => authorize(ctx, "payments:read")).toThrow("partner_key");
  });

  it("let a key that reads and writes payments manage nothing around them", () => {
    const actor = {
      type: "apiKey" as const,
      id,
      label: "key",
      scopes: ["payments:read", "payments:write"] as const,
      merchantId: null,
    };
    const around = PERMISSIONS.filter((permission) =>
      /^(webhooks:|payouts:|commissions:|merchants:manage)/.test(permission),
    );
    expect(around.filter((permission) => may(actor, permission))).toEqual([]);
  });

  it("give every permission to owners, and to viewers no way to change anything", () => {
    const all = (role: "viewer" | "owner") =>
      PERMISSIONS.filter((each) => may({ type: "user", id, label: role, role }, each));
    expect(all("owner")).toEqual(PERMISSIONS);
    expect(all("viewer").filter((permission) => !permission.endsWith(":read"))).toEqual([]);
  });
});

async function verbAt(file: string, name: string): Promise<(call: unknown) => Promise<unknown>> {
  const module = (await import(/* @vite-ignore */ path.join(LIB, file))) as Record<string, unknown>;
  const verb = module[name];
  if (typeof verb !== "function") throw new Error(`${name} is not exported by ${file}.`);
  return verb as (call: unknown) => Promise<unknown>;
}
