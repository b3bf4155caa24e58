import type { Queryable } from "@/lib/db/sql";
import { BUILT_IN_CONNECTION_ID } from "./built-in";
import { allConnections, committedConnections, connectionById, type StoredConnection } from "./connection";
import type { RoutedKind } from "./routed-kinds";

export interface RoutedPayment {
  merchantId: string;
  kind: RoutedKind;
  currency: string;
  amountMinor: bigint;
}

/** A connection a payment may be charged through, and the route that says so. */
export interface ChosenRoute {
  connection: StoredConnection;
  /** Null where no route names this merchant's payments, so that the built-in one takes them. */
  routeId: string | null;
}

/**
 * The connections a payment may be charged through, in the order they are tried. A merchant whose payments no route names
 * has the sandbox; one that has routes never does, so that nobody pays for goods with a test card: none is left then. With
 * the transaction that writes the attempt as `on`, they are read as they are committed; without, to be shown, they may be
 * two seconds old.
 */
export async function routesFor(
  { merchantId, kind, currency, amountMinor }: RoutedPayment,
  on?: Queryable,
): Promise<ChosenRoute[]> {
  const { connections, routes } = on ? await committedConnections(on) : await allConnections();
  const named = routes.filter(
    (route) => route.kind === kind && (route.merchantId === null || route.merchantId === merchantId),
  );
  if (named.length === 0)
    return [{ connection: await connectionById(BUILT_IN_CONNECTION_ID, on), routeId: null }];
  // A merchant's own routes come before those of all merchants.
  const ordered = [
    ...named.filter((route) => route.merchantId !== null),
    ...named.filter((route) => route.merchantId === null),
  ];
  const fitting = ordered.flatMap((route) => {
    const connection = connections.get(route.connectionId);
    const fits =
      connection &&
      !connection.disconnectedAt &&
      (connection.merchantId === null || connection.merchantId === merchantId) &&
      takes(route.currencies, currency) &&
      takes(connection.currencies, currency) &&
      (route.minimumMinor === null || amountMinor >= route.minimumMinor) &&
      (route.maximumMinor === null || amountMinor <= route.maximumMinor);
    return fits ? [{ connection, routeId: route.id }] : [];
  });
  // Whatever the routes say, no payment falls from real money to a test card, or back.
  return fitting.filter(({ connection }) => connection.live === fitting[0]?.connection.live);
}

const takes = (named: readonly string[], currency: string) => named.length === 0 || named.includes(currency);
