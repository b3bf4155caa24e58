import { doorWords } from "@/components/requests/door-words";
import { Duration } from "@/components/requests/duration";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { IntentLink } from "@/components/ui/intent-link";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import type { RequestDetail } from "@/lib/requests/get-request";
import { requestSearchAddress } from "@/lib/requests/list-address";
import { isolated } from "@/lib/text/isolated";

/** Who asked what, when, and from where. */
export function RequestFacts({ detail: { request, merchantName } }: { detail: RequestDetail }) {
  const { id, createdAt, durationMs, door, route, keyId, keyLabel, address, userAgent, idempotencyKey } =
    request;
  return (
    <Card>
      <CardHeader title="Facts" />
      <CardBody>
        <DefinitionList>
          <Definition term="Request id">
            <ShortId id={id} name="request id" />
          </Definition>
          <Definition term="When">
            <Time at={createdAt} show="full" />
          </Definition>
          <Definition term="Took">
            <Duration ms={durationMs} />
          </Definition>
          <Definition term="Door">{doorWords(door)}</Definition>
          <Definition term="Route">
            <span className="break-all font-mono text-xs">{route ?? "None matched"}</span>
          </Definition>
          <Definition term="API key">
            {keyId ? (
              <IntentLink
                href={requestSearchAddress({ key: keyId })}
                className="text-primary hover:underline"
              >
                {keyLabel && isolated(keyLabel)} <ShortId id={spellId("key", keyId)} copies={false} />
              </IntentLink>
            ) : (
              "None, or a wrong one"
            )}
          </Definition>
          {merchantName && <Definition term="Merchant">{merchantName}</Definition>}
          {idempotencyKey && (
            <Definition term="Idempotency key">
              <IntentLink
                href={`/requests/idempotency?${new URLSearchParams({ key: idempotencyKey })}`}
                className="break-all font-mono text-primary text-xs hover:underline"
              >
                {idempotencyKey}
              </IntentLink>
            </Definition>
          )}
          {address && (
            <Definition term="Address">
              <span className="font-mono text-xs">{address}</span>
            </Definition>
          )}
          {userAgent && <Definition term="Program">{userAgent}</Definition>}
        </DefinitionList>
      </CardBody>
    </Card>
  );
}
