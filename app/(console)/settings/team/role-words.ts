import type { Role } from "@/lib/verb/permissions";

/** What each role is called and may do, in a sentence. */
export const ROLE_WORDS: Record<Role, { label: string; hint: string }> = {
  viewer: { label: "Viewer", hint: "Sees payments, customers and merchants." },
  operator: {
    label: "Operator",
    hint: "Also creates, cancels, refunds and exports, and reads the audit log.",
  },
  admin: { label: "Admin", hint: "Also manages API keys, merchants, the team and the test clock." },
  owner: { label: "Owner", hint: "Also makes and unmakes owners." },
};
