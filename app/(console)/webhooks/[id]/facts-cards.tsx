import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import type { Endpoint } from "@/lib/webhooks/endpoints/endpoint";
import type { SecretFact } from "@/lib/webhooks/endpoints/stored-secrets";

export function EndpointFactsCard({ endpoint }: { endpoint: Endpoint }) {
  return (
    <Card>
      <CardHeader title="Facts" />
      <CardBody>
        <DefinitionList className="grid-cols-[5rem_1fr]">
          <Definition term="Address">
            <span className="break-all">{endpoint.url}</span>
          </Definition>
          {endpoint.name && <Definition term="Name">{endpoint.name}</Definition>}
          {endpoint.description && <Definition term="Description">{endpoint.description}</Definition>}
          <Definition term="Merchant">{endpoint.merchant?.name ?? "All merchants"}</Definition>
          <Definition term="Added">
            <Time at={endpoint.createdAt} />
          </Definition>
          <Definition term="Id">
            <ShortId id={spellId("we", endpoint.id)} name="endpoint id" />
          </Definition>
        </DefinitionList>
      </CardBody>
    </Card>
  );
}

export function EndpointEventsCard({ eventTypes }: { eventTypes: readonly string[] | null }) {
  return (
    <Card>
      <CardHeader title="Events" />
      <CardBody>
        {eventTypes === null ? (
          <p>All of them, also those that are added later.</p>
        ) : (
          <ul className="flex flex-wrap gap-1.5">
            {eventTypes.map((type) => (
              <li key={type}>
                <Badge className="font-mono font-normal">{type}</Badge>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

/** The secrets that messages are signed with now: the newest, and those before it until they end. */
export function SecretsCard({ secrets }: { secrets: readonly SecretFact[] }) {
  return (
    <Card>
      <CardHeader
        title="Signing secrets"
        description={
          secrets.length > 1
            ? "Each message carries a signature by every one of them."
            : "Shown once, when it was made."
        }
      />
      <CardBody>
        <ul className="grid gap-2">
          {secrets.map(({ id, createdAt, expiresAt }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>
                Made <Time at={createdAt} />
              </span>
              {expiresAt ? (
                <Badge tone="caution">
                  Until <Time at={expiresAt} />
                </Badge>
              ) : (
                <Badge tone="positive">In use</Badge>
              )}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
