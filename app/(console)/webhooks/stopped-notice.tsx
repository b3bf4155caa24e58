import { IntentLink } from "@/components/ui/intent-link";
import { Notice } from "@/components/ui/notice";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { spellId } from "@/lib/ids";
import type { StoppedEndpoint } from "@/lib/webhooks/endpoints/list-stopped-endpoints";

const WHY: Record<StoppedEndpoint["reason"], string> = {
  gone: "it answered 410 Gone",
  failing: "it failed for five days",
};

/** Tells that endpoints paused themselves, each with why: nothing is sent to them until a person resumes them. */
export function StoppedNotice({ endpoints }: { endpoints: readonly StoppedEndpoint[] }) {
  if (endpoints.length === 0) return null;
  const title =
    endpoints.length === 1
      ? "An endpoint paused itself, and is sent nothing"
      : `${endpoints.length} endpoints paused themselves, and are sent nothing`;
  return (
    <Notice tone="caution" title={title} className="mb-4">
      <ul>
        {endpoints.map(({ id, url, reason }) => (
          <li key={id} className="break-all">
            <IntentLink
              href={`/webhooks/${spellId("we", id)}`}
              className="underline underline-offset-2 hover:no-underline"
            >
              {endpointName(url)}
            </IntentLink>
            : {WHY[reason]}.
          </li>
        ))}
      </ul>
    </Notice>
  );
}
