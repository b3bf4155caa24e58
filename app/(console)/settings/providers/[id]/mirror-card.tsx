import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { AlertIcon, CircleCheckIcon, HourglassIcon, LockIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { Connection } from "@/lib/connections/connection";
import type { MirrorOfConnection, ShownMirror } from "@/lib/connections/mirror/get-mirror";
import { spellId } from "@/lib/ids";
import type { MerchantChoice } from "@/lib/merchants/merchant-choices";
import { MirrorActions } from "./mirror-actions";

/** What others did in the account: whether it is shown here, and how far it has been read. */
export function MirrorCard({
  connection,
  mirror,
  hindered,
  merchants,
  manage,
}: MirrorOfConnection & {
  connection: Connection;
  /** Whose its payments may be, where the connection does not say. */
  merchants: readonly MerchantChoice[];
  manage: boolean;
}) {
  return (
    <Card>
      <CardHeader
        title="Mirror"
        description="Payments, refunds, disputes and payouts of the account, whoever made them, shown among your payments. What was charged from here is linked and not shown twice."
        actions={mirror && <MirrorState mirror={mirror} hindered={hindered} />}
      />
      <CardBody className="grid gap-4">
        {hindered && <Notice tone="caution" title={hindered} />}
        {mirror?.fault && (
          <Notice tone="caution" title="The last page could not be read">
            {mirror.fault}. It is asked for again <Time at={mirror.nextPageAt} />.
          </Notice>
        )}
        {mirror ? (
          <MirrorFacts mirror={mirror} connectionId={connection.id} />
        ) : (
          <p className="text-muted-foreground">It is off: only what was charged from here is shown.</p>
        )}
        {manage && !hindered && (
          <MirrorActions
            id={connection.id}
            mirror={mirror && { paused: mirror.pausedAt !== null, from: dayOf(mirror.fromAt) }}
            merchants={merchants}
          />
        )}
      </CardBody>
    </Card>
  );
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

function MirrorState({ mirror, hindered }: { mirror: ShownMirror; hindered: string | null }) {
  if (mirror.pausedAt || hindered) return <Badge icon={LockIcon}>Paused</Badge>;
  if (mirror.fault)
    return (
      <Badge tone="caution" icon={AlertIcon}>
        Waits
      </Badge>
    );
  if (!mirror.caughtUpAt || mirror.beginsAgain)
    return (
      <Badge tone="notice" icon={HourglassIcon}>
        Reading
      </Badge>
    );
  return (
    <Badge tone="positive" icon={CircleCheckIcon}>
      Up to date
    </Badge>
  );
}

function MirrorFacts({ mirror, connectionId }: { mirror: ShownMirror; connectionId: string }) {
  const { fromAt, caughtUpAt, reachedAt, lastPageAt, recorded, linked, failed, merchantName } = mirror;
  return (
    <DefinitionList>
      <Definition term="Since">
        <Time at={fromAt} />
      </Definition>
      <Definition term="Payments of">{merchantName}</Definition>
      <Definition term="Shown from there">
        <Count value={recorded} />
      </Definition>
      <Definition term="Linked to ours">
        <Count value={linked} />
      </Definition>
      {failed > 0 && (
        <Definition term="Could not be applied">
          <IntentLink
            href={`/settings/providers/${spellId("con", connectionId)}?show=failed`}
            className="font-medium text-negative hover:underline"
          >
            <Count value={failed} />
          </IntentLink>
        </Definition>
      )}
      <Definition term="All was read">
        {caughtUpAt ? <Time at={caughtUpAt} /> : "Not yet: newest first"}
      </Definition>
      {!caughtUpAt && reachedAt && (
        <Definition term="Has come to">
          what was made <Time at={reachedAt} />
        </Definition>
      )}
      <Definition term="Last page">{lastPageAt ? <Time at={lastPageAt} /> : "None yet"}</Definition>
    </DefinitionList>
  );
}
