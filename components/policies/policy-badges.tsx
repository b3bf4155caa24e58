import { Badge, type Tone } from "@/components/ui/badge";
import { isUsable, type PolicyStatus } from "@/lib/policies/enums";
import type { PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import { enumWords } from "./enum-words";

/** The status of a policy. */
export function PolicyBadge({ status }: { status: PolicyStatus }) {
  return <Badge tone={status === "active" ? "positive" : "neutral"}>{enumWords(status)}</Badge>;
}

/** Whether money can be collected with a method, in a word. */
export function MethodBadge({ method }: { method: Pick<PolicyPaymentMethod, "type" | "banvStatus"> }) {
  const [tone, words] = look(method);
  return <Badge tone={tone}>{words}</Badge>;
}

function look(method: Pick<PolicyPaymentMethod, "type" | "banvStatus">): [Tone, string] {
  if (method.banvStatus === "blocked") return ["negative", "Blocked"];
  if (method.banvStatus === "failed_verification") return ["negative", "Verification failed"];
  if (isUsable(method)) return ["positive", method.type === "debit_order" ? "Verified" : "Ready"];
  return ["caution", method.banvStatus === "processing" ? "Being verified" : "Not verified"];
}
