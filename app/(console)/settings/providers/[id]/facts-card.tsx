import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Count } from "@/components/ui/count";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import type { ConnectionDetail } from "@/lib/connections/get-connection";
import { spellId } from "@/lib/ids";

export function ConnectionFactsCard({
  detail: { connection, credentials, routes },
}: {
  detail: ConnectionDetail;
}) {
  return (
    <Card>
      <CardHeader title="Facts" />
      <CardBody>
        <DefinitionList>
          <Definition term="Money">
            {connection.live ? "Live: real money moves" : "Test: no money moves"}
          </Definition>
          <Definition term="For">{connection.merchant?.name ?? "All merchants"}</Definition>
          <Definition term="Account">{connection.accountReference}</Definition>
          <Definition term="Currencies">
            {connection.currencies.length > 0
              ? connection.currencies.join(", ")
              : "All that the provider takes"}
          </Definition>
          {credentials.map(({ label, ending }) => (
            <Definition key={label} term={label}>
              {ending ? (
                <>
                  Sealed, ends in <code className="font-mono text-xs">{ending}</code>
                </>
              ) : (
                "Sealed"
              )}
            </Definition>
          ))}
          <Definition term="Routes">{routes === 0 ? "None leads here" : <Count value={routes} />}</Definition>
          <Definition term="Connected">
            <Time at={connection.createdAt} />
          </Definition>
          <Definition term="Id">
            <ShortId id={spellId("con", connection.id)} name="connection id" />
          </Definition>
        </DefinitionList>
      </CardBody>
    </Card>
  );
}
