import type { Actor, Ctx } from "./context";
import { Refused } from "./problem";

/** From least to most: each role may do all that the one before it may. */
export const ROLES = ["viewer", "operator", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

/** What an API key may be given. `payments:write` includes reading; the others are of the management door. */
export const SCOPES = [
  "payments:read",
  "payments:write",
  "webhooks:manage",
  "payouts:run",
  "merchants:manage",
] as const;
export type Scope = (typeof SCOPES)[number];

/** Every permission and the least role that has it. Verbs ask for a permission, never for a role. */
const LEAST_ROLE = {
  "payments:read": "viewer",
  "customers:read": "viewer",
  "merchants:read": "viewer",
  "payments:create": "operator",
  "payments:initiate": "operator",
  "payments:approve": "admin",
  "payments:cancel": "operator",
  "payments:refund": "operator",
  "customers:write": "operator",
  "referrals:read": "viewer",
  "referral-payments:read": "viewer",
  "programme:read": "viewer",
  "referrals:manage": "operator",
  "commissions:decide": "operator",
  "payouts:run": "operator",
  "payouts:mark": "operator",
  "payouts:export": "admin",
  "bank-accounts:manage": "admin",
  "payments:update": "operator",
  "payments:retry": "operator",
  "policies:read": "viewer",
  "policies:manage": "operator",
  "product-modules:manage": "admin",
  "payments:export": "operator",
  "payments:adjust": "operator",
  "connectors:read": "viewer",
  "connectors:manage": "admin",
  "providers:read": "admin",
  "providers:manage": "admin",
  "audit:read": "operator",
  "requests:read": "operator",
  "webhooks:read": "operator",
  "webhooks:resend": "operator",
  "webhooks:manage": "admin",
  "keys:read": "admin",
  "keys:manage": "admin",
  "merchants:manage": "admin",
  "team:read": "operator",
  "team:manage": "admin",
  "clock:advance": "admin",
  "test-clocks:read": "viewer",
  "test-clocks:manage": "admin",
  "owners:manage": "owner",
  "deployment:release": "owner",
} as const satisfies Record<string, Role>;
export type Permission = keyof typeof LEAST_ROLE;
export const PERMISSIONS = Object.keys(LEAST_ROLE) as Permission[];

const SCOPE_OF: Partial<Record<Permission, Scope>> = {
  "payments:read": "payments:read",
  "customers:read": "payments:read",
  "payments:create": "payments:write",
  "payments:initiate": "payments:write",
  "payments:approve": "payments:write",
  "payments:cancel": "payments:write",
  "payments:refund": "payments:write",
  "payments:adjust": "payments:write",
  "connectors:read": "payments:read",
  "connectors:manage": "payments:write",
  "customers:write": "payments:write",
  "payments:update": "payments:write",
  "payments:retry": "payments:write",
  "policies:read": "payments:read",
  "policies:manage": "payments:write",
  "product-modules:manage": "payments:write",
  "referrals:read": "payments:read",
  "referral-payments:read": "payments:read",
  "programme:read": "payments:read",
  "referrals:manage": "payments:write",
  "merchants:read": "payments:read",
  "test-clocks:read": "payments:read",
  "test-clocks:manage": "payments:write",
  "webhooks:read": "webhooks:manage",
  "webhooks:resend": "webhooks:manage",
  "webhooks:manage": "webhooks:manage",
  "commissions:decide": "payouts:run",
  "payouts:run": "payouts:run",
  "merchants:manage": "merchants:manage",
};

/** What else a scope reads of what it is for. */
const READ_BY: Partial<Record<Permission, Scope>> = {
  "referrals:read": "payouts:run",
  "programme:read": "payouts:run",
  "merchants:read": "merchants:manage",
};

/** What a partner's own key may do; the verbs that ask for these heed `partnerBound`. */
const PARTNER_MAY: readonly Permission[] = ["referrals:read", "referral-payments:read"];

const CUSTOMER_MAY: readonly Permission[] = ["payments:read"];

/** Whether the actor may do it. A customer's one payment is checked by the verb that takes the payment. */
export function may(actor: Actor, permission: Permission): boolean {
  switch (actor.type) {
    case "user":
      return ROLES.indexOf(actor.role) >= ROLES.indexOf(LEAST_ROLE[permission]);
    case "apiKey": {
      if (actor.partnerId) return PARTNER_MAY.includes(permission);
      const scope = SCOPE_OF[permission];
      if (!scope) return false;
      const others = [scope === "payments:read" && "payments:write", READ_BY[permission]];
      return actor.scopes.some((given) => given === scope || others.includes(given));
    }
    case "job":
    case "provider":
      return true;
    case "customer":
      return CUSTOMER_MAY.includes(permission);
  }
}

/**
 * Throws `forbidden`, naming the permission that is missing, or `partner_key`, which no scope would help. The first line
 * of every verb.
 */
export function authorize(ctx: Ctx, permission: Permission): void {
  if (may(ctx.actor, permission)) return;
  throw new Refused(partnerBound(ctx.actor) ? { code: "partner_key" } : { code: "forbidden", permission });
}

/** The one merchant the actor is confined to, or null for all of them. */
export function merchantBound(actor: Actor): string | null {
  return actor.type === "apiKey" ? actor.merchantId : null;
}

/** The one partner whose referrals the actor is confined to, beside their merchant, or null. */
export function partnerBound(actor: Actor): string | null {
  return actor.type === "apiKey" ? (actor.partnerId ?? null) : null;
}

/**
 * Refuses with `other_merchant` what concerns another merchant than the one the actor is bound to. Null concerns all of
 * them, and so more than anybody may who is bound.
 */
export function refuseBeyondMerchant({ actor }: Pick<Ctx, "actor">, merchantId: string | null): void {
  const bound = merchantBound(actor);
  if (bound !== null && merchantId !== bound) throw new Refused({ code: "other_merchant" });
}

/** The least role that has a permission, for a refusal that says whom to ask. */
export function leastRole(permission: Permission): Role {
  return LEAST_ROLE[permission];
}

/** The scope an API key needs for a permission, for a refusal that says what to ask for. */
export function leastScope(permission: Permission): Scope {
  return SCOPE_OF[permission] ?? "payments:write";
}
