import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useReader } from "@/components/ui/reader-context";
import type { Connection } from "@/lib/connections/connection";
import type { Route, RouteList } from "@/lib/connections/routes";
import { BUILT_IN_WORDS } from "@/lib/connectors/built-in";
import type { MerchantChoice } from "@/lib/merchants/merchant-choices";
import { AddRoute } from "./add-route";
import { RouteRows } from "./route-rows";
import { routeWords } from "./route-words";

/** Where payments go: the routes of all merchants, then those of each merchant that has some of its own. */
export function RouteLists({
  lists,
  connections,
  merchants,
  manage,
}: {
  lists: readonly RouteList[];
  connections: readonly Connection[];
  merchants: readonly MerchantChoice[];
  manage: boolean;
}) {
  const { locale } = useReader();
  const usable = connections.filter(({ disconnectedAt }) => disconnectedAt === null);
  const shown = lists.filter(({ routes }) => routes.length > 0);
  return (
    <Card className="mt-4">
      <CardHeader
        title="Routes"
        description="A payment goes through the first route it fits: its merchant’s own, then those of all merchants. The next is tried only where the one before certainly took nothing."
        actions={
          manage && (
            <AddRoute
              merchants={merchants}
              connections={usable.map(({ id, name, live, merchant }) => ({
                ...{ id, name, live, merchantId: merchant?.id ?? null },
              }))}
              seen={lists.map(({ merchant, routes }) => ({
                merchantId: merchant?.id ?? null,
                ids: routes.map(({ id }) => id),
              }))}
            />
          )
        }
      />
      {shown.length === 0 && (
        <CardBody className="text-muted-foreground">
          No routes yet: every payment goes to {BUILT_IN_WORDS}, where test cards decide what happens and no
          money moves.
        </CardBody>
      )}
      {shown.map(({ merchant, routes }) => (
        <section key={merchant?.id ?? "all"} className="border-t">
          <h3 className="px-4 pt-3 font-medium text-muted-foreground text-xs">
            {merchant?.name ?? "All merchants"}
          </h3>
          <RouteRows
            merchantId={merchant?.id ?? null}
            whose={merchant?.name ?? "all merchants"}
            manage={manage}
            routes={routes.map((route) => ({
              id: route.id,
              words: routeWords(route, locale),
              connectionId: route.connection.id,
              connectionName: route.connection.name,
              live: route.connection.live,
              gone: route.connection.disconnectedAt !== null,
              last: isLast(lists, merchant?.id ?? null, route.kind),
            }))}
          />
        </section>
      ))}
    </Card>
  );
}

/** Whether nothing would name these payments any more without one of these routes: they would go to the built-in one. */
function isLast(lists: readonly RouteList[], merchantId: string | null, kind: Route["kind"]): boolean {
  const naming = (whose: string | null) =>
    lists
      .find(({ merchant }) => (merchant?.id ?? null) === whose)
      ?.routes.filter((route) => route.kind === kind).length ?? 0;
  return naming(null) + (merchantId === null ? 0 : naming(merchantId)) === 1;
}
