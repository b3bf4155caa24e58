import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { PAUSED_WORDS } from "@/components/webhooks/endpoints/endpoint-state";
import type { Endpoint } from "@/lib/webhooks/endpoints/endpoint";

/** Why nothing is sent, or that nothing arrives, and what to do about it. */
export function EndpointNotice({ endpoint: { deletedAt, paused, failingSince } }: { endpoint: Endpoint }) {
  if (deletedAt) {
    return (
      <Notice title="This endpoint is deleted">
        Since <Time at={deletedAt} /> it is sent nothing. What was sent can still be looked at.
      </Notice>
    );
  }
  if (paused) {
    const { title, advice } = PAUSED_WORDS[paused.reason];
    return (
      <Notice tone={paused.reason === "operator" ? "notice" : "caution"} title={title}>
        Since <Time at={paused.at} />. {advice}
      </Notice>
    );
  }
  if (!failingSince) return null;
  return (
    <Notice tone="caution" title="Nothing arrives at the moment">
      Every attempt since <Time at={failingSince} /> has failed. After five days without a success the
      endpoint is paused.
    </Notice>
  );
}
