import type { BankMandateOutcome, BankMandates } from "../mandates";
import { sandboxToken } from "./policy-methods";

/** What the payer tells their bank, by the last four digits of the account. docs/sandbox.md has the table. */
const ANSWERS: Readonly<Record<string, BankMandateOutcome>> = {
  "0011": {
    state: "refused",
    why: "rejected",
    code: "900004",
    reason: "The account holder said no.",
    raw: { answer: "rejected" },
  },
  "0012": {
    state: "refused",
    why: "no_response",
    code: "900010",
    reason: "The account holder did not answer in time.",
    raw: { answer: "none" },
  },
  "0013": { state: "asked", raw: { answer: "awaited" } },
};

/** The sandbox's bank asks the payer, who has answered at once, or never does. */
export const sandboxBankMandates: BankMandates = {
  async request({ mandateId, last4 }) {
    const answer = ANSWERS[last4 ?? ""];
    if (answer) return answer;
    const token = sandboxToken({ type: "debit_order", last4 });
    return {
      state: "active",
      providerReference: `sbx_mandate_${mandateId}`,
      token,
      raw: { answer: "agreed" },
    };
  },
};
