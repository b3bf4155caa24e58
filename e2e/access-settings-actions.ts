import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/verb/permissions";

/** An action as it is tried: by whom, and with what. */
export interface ActionRow {
  /** The least role that may. */
  least: Role;
  /** What it is sent: something the schema takes, about things there are not. None where it takes nothing. */
  input?: (made: { paymentId: string }) => unknown;
  /** Set where it would do something to everybody: only that it is refused is tried. */
  runs?: "refusedOnly";
}

const ID = randomUUID();
const id = () => ({ id: randomUUID() });
const merchant = { name: "A shop", logoColor: "#2f5d50", defaultCurrency: "GBP", paymentLimit: "5000.00" };
const confirmed = { currentPassword: "" };

/** The least role that may do each action of the settings, by its file and name. */
export const SETTINGS_ACTIONS: Record<string, ActionRow> = {
  "settings/account/actions#beginTwoFactorAction": { least: "viewer", input: () => confirmed },
  "settings/account/actions#changePasswordAction": {
    least: "viewer",
    input: () => ({ ...confirmed, newPassword: "" }),
  },
  "settings/account/actions#confirmTwoFactorAction": {
    least: "viewer",
    input: () => ({ code: "none", secret: "none" }),
  },
  "settings/account/actions#dismissFailedSignInsAction": { least: "viewer", runs: "refusedOnly" },
  "settings/account/actions#endSessionAction": { least: "viewer", input: () => ({ sessionId: "none" }) },
  "settings/account/actions#renameAction": { least: "viewer", input: () => ({ name: "" }) },
  "settings/account/actions#renewBackupCodesAction": { least: "viewer", input: () => confirmed },
  "settings/account/actions#turnOffTwoFactorAction": { least: "viewer", input: () => confirmed },
  "settings/clock/actions#advanceClockAction": {
    least: "admin",
    input: () => ({ from: 0, seconds: 1 }),
    runs: "refusedOnly",
  },
  "settings/keys/actions#createKeyAction": {
    least: "admin",
    input: () => ({ ...id(), name: "A key", scopes: ["payments:read"], merchantId: ID }),
  },
  "settings/keys/actions#revokeKeyAction": { least: "admin", input: id },
  "settings/keys/actions#rotateKeyAction": {
    least: "admin",
    input: () => ({ ...id(), newKeyId: randomUUID(), overlapHours: 0 }),
  },
  "settings/merchants/actions#createMerchantAction": {
    least: "admin",
    input: () => ({ ...id(), ...merchant }),
  },
  "settings/merchants/actions#revealSecretAction": { least: "admin", input: id },
  "settings/merchants/actions#rotateRedirectSecretAction": {
    least: "admin",
    input: () => ({ ...id(), replaces: 1 }),
  },
  "settings/merchants/actions#updateMerchantAction": {
    least: "admin",
    input: () => ({ ...id(), ...merchant, seen: "" }),
  },
  "settings/providers/actions#applyAgainAction": { least: "admin", input: id },
  "settings/providers/actions#checkConnectionAction": { least: "admin", input: id },
  "settings/providers/actions#connectProviderAction": {
    least: "admin",
    input: () => ({ ...id(), provider: "none", name: "An account", merchantId: null, credentials: {} }),
  },
  "settings/providers/actions#disconnectProviderAction": { least: "admin", input: id },
  "settings/providers/actions#pauseMirrorAction": {
    least: "admin",
    input: () => ({ ...id(), paused: true }),
  },
  "settings/providers/actions#renameConnectionAction": {
    least: "admin",
    input: () => ({ ...id(), name: "An account" }),
  },
  "settings/providers/actions#rotateCredentialsAction": {
    least: "admin",
    input: () => ({ ...id(), version: 1, credentials: {} }),
  },
  "settings/providers/actions#setMessageSecretAction": {
    least: "admin",
    input: () => ({ ...id(), version: 1, secret: "A secret" }),
  },
  "settings/providers/actions#setRoutesAction": {
    least: "admin",
    input: () => ({ merchantId: ID, seenIds: [ID], order: [ID], added: null }),
  },
  "settings/providers/actions#turnOnMirrorAction": {
    least: "admin",
    input: () => ({ ...id(), from: "2026-01-01", merchantId: null }),
  },
  "settings/team/actions#changeRoleAction": {
    least: "admin",
    input: () => ({ userId: "none", role: "viewer" }),
  },
  "settings/team/actions#disableAction": {
    least: "admin",
    input: () => ({ userId: "none", revokeKeys: false }),
  },
  "settings/team/actions#disableConsequencesAction": { least: "admin", input: () => ({ userId: "none" }) },
  "settings/team/actions#enableAction": { least: "admin", input: () => ({ userId: "none" }) },
  "settings/team/actions#inviteAction": {
    least: "admin",
    input: () => ({ ...id(), email: `${randomUUID()}@example.com`, role: "viewer" }),
  },
  "settings/team/actions#resetTwoFactorAction": { least: "admin", input: () => ({ userId: "none" }) },
  "settings/team/actions#withdrawInvitationAction": { least: "admin", input: id },
};
