import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { ConnectionDetail } from "@/lib/connections/get-connection";

/** What a person has to know or to do about a connection. */
export function ConnectionNotice({ detail: { connection, routes } }: { detail: ConnectionDetail }) {
  const { disconnectedAt, eventsFailed } = connection;
  if (disconnectedAt)
    return (
      <Notice title="This connection is disconnected">
        Since <Time at={disconnectedAt} /> nothing is sent or asked through it, and its credentials are
        forgotten. What was charged through it is refunded at the provider.
        {routes > 0 && " Its routes lead nowhere: what they name is refused until they lead elsewhere."}
      </Notice>
    );
  if (eventsFailed > 0)
    return (
      <Notice tone="caution" title="Something the provider told could not be applied">
        It is kept below, each with why. Once that is mended, apply it again.
      </Notice>
    );
  if (routes > 0) return null;
  return (
    <Notice title="No route leads here">
      Payments go through it once a route on the page of all providers leads to it.
    </Notice>
  );
}
