import type { Provider } from "../provider";
import { SANDBOX_INVARIANTS } from "./invariants";
import { sandbox } from "./sandbox";

/** The provider that everybody has: it moves no money and needs no credentials. */
export const sandboxProvider: Provider = {
  name: "sandbox",
  label: "Sandbox",
  // It sends no messages, and asking it costs a glance at a table.
  pollEveryMs: 0,
  credentials: [],
  webhookSecret: null,
  modeOf: () => ({ live: false }),
  connect: () => sandbox,
  check: async () => ({ account: { reference: "sandbox", name: "Sandbox" }, currencies: [], items: [] }),
  invariants: SANDBOX_INVARIANTS,
  verify: () => ({ verified: false, status: 404, problem: "The sandbox sends no messages: it is asked." }),
};
