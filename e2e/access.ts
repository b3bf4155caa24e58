import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/verb/permissions";

/** What nobody has to sign in for, and what a program asks with a key: their own tests say who may. */
export const PUBLIC = [
  ...["/setup/[token]", "/sign-in", "/two-factor", "/docs", "/versions"],
  ...["/pay/[token]", "/pay/[token]/challenge", "/pay/[token]/challenge/answer"],
  ...["/pay/[token]/continue", "/pay/[token]/opened", "/pay/[token]/submit"],
  ...["/api/auth/oauth/token/[[...path]]", "/api/health/[[...path]]", "/api/metrics", "/api/openapi.json"],
  ...["/api/payments/[...path]", "/api/v1/[...path]", "/api/v2/[...path]", "/v0/[...path]"],
  "/v1/insurance/[...path]",
];

/** The least role that reads each page. */
export const PAGES: Record<string, Role> = {
  "/": "viewer",
  "/checkout-links": "viewer",
  "/checkout-links/[id]": "viewer",
  "/checkout-links/new": "operator",
  "/commissions": "viewer",
  "/connectors": "viewer",
  "/connectors/accounts": "viewer",
  "/connectors/import": "operator",
  "/connectors/import/[id]": "viewer",
  "/customers": "viewer",
  "/customers/new": "operator",
  "/no-access": "viewer",
  "/partners": "viewer",
  "/partners/[id]": "viewer",
  "/people": "viewer",
  "/people/[type]/[id]": "viewer",
  "/people/[type]/[id]/merge": "operator",
  "/payments": "viewer",
  "/payments/[id]": "viewer",
  "/payouts": "viewer",
  "/payouts/[id]": "viewer",
  "/policies": "viewer",
  "/policies/[id]": "viewer",
  "/policies/[id]/record": "operator",
  "/policies/holders": "viewer",
  "/policies/holders/[id]": "viewer",
  "/policies/holders/new": "operator",
  "/policies/new": "operator",
  "/policies/product-modules": "viewer",
  "/policies/product-modules/[id]": "admin",
  "/policies/product-modules/new": "admin",
  "/referrals": "viewer",
  "/referrals/[id]": "viewer",
  "/referrals/record": "operator",
  "/referrals/reports": "viewer",
  "/requests": "operator",
  "/requests/[id]": "operator",
  "/requests/idempotency": "operator",
  "/retries": "viewer",
  "/settings/account": "viewer",
  "/settings/audit": "operator",
  "/settings/clock": "admin",
  "/settings/keys": "admin",
  "/settings/merchants": "viewer",
  "/settings/merchants/[id]": "viewer",
  "/settings/providers": "admin",
  "/settings/providers/[id]": "admin",
  "/settings/team": "operator",
  "/webhooks": "operator",
  "/webhooks/[id]": "operator",
  "/webhooks/[id]/edit": "admin",
  "/webhooks/deliveries": "operator",
  "/webhooks/deliveries/[id]": "operator",
  "/webhooks/events": "operator",
  "/webhooks/new": "admin",
};

const ID = randomUUID();
const importOf = (more: object) => ({
  ...{ kind: "payments", connectorId: ID, fileName: "a.csv", text: "reference\n1", mapping: null },
  ...more,
});

/** The least role that is answered by each route, and the body where it takes one. */
export const ROUTES: Record<string, { least: Role; body?: object }> = {
  "/api/live/queries/[query]": { least: "viewer" },
  "/api/live/payments": { least: "viewer" },
  "/api/live/payments/[id]": { least: "viewer" },
  "/api/queries/[query]": { least: "viewer" },
  "/checkout-links/[id]/qr": { least: "viewer" },
  "/checkout-links/customers": { least: "viewer" },
  "/connectors/import/[id]/progress": { least: "viewer" },
  "/connectors/import/[id]/refused": { least: "viewer" },
  "/connectors/import/preview": { least: "operator", body: importOf({}) },
  "/connectors/import/start": {
    least: "operator",
    body: importOf({ id: ID, mapping: { amounts: "decimal", columns: {} } }),
  },
  "/payments/export": { least: "operator" },
  "/payouts/[id]/csv": { least: "admin" },
  "/payouts/[id]/sepa": { least: "admin" },
  "/referrals/search": { least: "viewer" },
};
