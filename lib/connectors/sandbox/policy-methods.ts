import type { DescribedMethod } from "../connector";
import { SANDBOX_CARDS } from "./card-table";
import type { ScenarioToken } from "./scenarios";

/** What the sandbox bank does with an account, by the last four digits of its number. docs/policy-payments.md has the table. */
export const SANDBOX_ACCOUNTS: Readonly<Record<string, ScenarioToken>> = {
  "0001": "sbx_insufficient_funds",
  "0002": "sbx_debit_account_closed",
  "0003": "sbx_debit_account_frozen",
  "0004": "sbx_debit_payment_stopped",
  "0005": "sbx_debit_mandate_missing",
  "0006": "sbx_debit_account_not_found",
  "0007": "sbx_processing_error",
};

/** The sandbox's token for a policyholder's method. Any account and any card that is in no table pays. */
export function sandboxToken(method: DescribedMethod): ScenarioToken {
  const last4 = method.last4 ?? "";
  if (method.type === "debit_order") return SANDBOX_ACCOUNTS[last4] ?? "sbx_success";
  return SANDBOX_CARDS.find(({ number }) => number.endsWith(last4) && last4 !== "")?.token ?? "sbx_success";
}
