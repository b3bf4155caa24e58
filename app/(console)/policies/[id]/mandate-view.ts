import { mandateAddress } from "@/app/mandate/addresses";
import { publicUrl } from "@/lib/http/public-url";
import { isFinalDebicheck } from "@/lib/policies/debicheck/debicheck-mandate";
import type {
  KeptMandate,
  MandateStanding,
  UnansweredMandate,
} from "@/lib/policies/mandates/mandate-standing";

export type MandateView = ReturnType<typeof mandateView>;

/** How a policy's premiums are agreed to, as its page shows it: without what a provider collects by. */
export function mandateView(standing: MandateStanding) {
  const { needed, inForce, waiting, unanswered, ended, debicheck } = standing;
  return {
    needed,
    inForce: inForce && inForceView(inForce),
    waiting: waiting && {
      id: waiting.id,
      url: `${publicUrl()}${mandateAddress(waiting.linkToken)}`,
      expiresAt: waiting.expiresAt,
    },
    unanswered: unanswered && unansweredView(unanswered),
    endedReason: ended?.chargeToken ? ended.endedReason : null,
    debicheck: debicheck && { ...debicheck, final: isFinalDebicheck(debicheck.status) },
  };
}

function inForceView({ id, connectionName, live, brand, last4, state, updatedAt }: KeptMandate) {
  return { id, connectionName, live, brand, last4, state, updatedAt };
}

function unansweredView(mandate: UnansweredMandate) {
  const { id, connectionName, provider, live, providerReference, unansweredSince } = mandate;
  const { asks, lastAskedAt, lastHeard } = mandate;
  return {
    ...{ id, connectionName, provider, live, providerReference, unansweredSince },
    ...{ asks, lastAskedAt, lastHeard },
  };
}
