import { Badge } from "@/components/ui/badge";
import { AlertIcon, BanIcon, CircleCheckIcon, CircleDashedIcon } from "@/components/ui/icons";
import type { Connection } from "@/lib/connections/connection";

/** Whether its provider answers, as it was when it was last asked. */
export function ConnectionState({
  connection: { disconnectedAt, lastSuccessAt, lastFailureAt },
}: {
  connection: Pick<Connection, "disconnectedAt" | "lastSuccessAt" | "lastFailureAt">;
}) {
  if (disconnectedAt) return <Badge icon={BanIcon}>Disconnected</Badge>;
  if (lastFailureAt && (!lastSuccessAt || lastFailureAt > lastSuccessAt))
    return (
      <Badge tone="caution" icon={AlertIcon}>
        Last call failed
      </Badge>
    );
  if (lastSuccessAt)
    return (
      <Badge tone="positive" icon={CircleCheckIcon}>
        Answers
      </Badge>
    );
  return <Badge icon={CircleDashedIcon}>Not asked yet</Badge>;
}
