import type { RoutedKind } from "@/lib/connectors/routed-kinds";
import type { ListRow } from "@/lib/generated/sql/connections/list-routes/list";

/** Which payments are charged through a connection. What it says never changes: another rule is another route. */
export interface Route {
  id: string;
  kind: RoutedKind;
  /** None named means all. */
  currencies: string[];
  minimumMinor: bigint | null;
  maximumMinor: bigint | null;
  connection: { id: string; name: string; provider: string; live: boolean; disconnectedAt: Date | null };
}

/** The routes of one merchant, or those of all, in the order they are tried. */
export interface RouteList {
  merchant: { id: string; name: string } | null;
  routes: Route[];
}

export function toRoute(row: ListRow): Route {
  const { id, kind, currencies, minimumMinor, maximumMinor, provider, live, disconnectedAt } = row;
  const connection = { id: row.connectionId, name: row.connectionName, provider, live, disconnectedAt };
  return { id, kind, currencies, minimumMinor, maximumMinor, connection };
}
