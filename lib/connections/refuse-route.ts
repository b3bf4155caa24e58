import { BUILT_IN } from "@/lib/connectors/built-in";
import { connectorOf } from "@/lib/connectors/connection";
import type { RoutedKind } from "@/lib/connectors/routed-kinds";
import { type PrismaTransaction, queryOne } from "@/lib/db/sql";
import type { ListRow } from "@/lib/generated/sql/connections/list-routes/list";
import { ONE } from "@/lib/generated/sql/connections/lock/one";
import { refuseField } from "@/lib/verb/problem";
import type { LockedConnection } from "./lock";
import { modeWords } from "./mode-words";
import type { AddedRoute } from "./schemas";

/** Refuses, beside its field, a route that leads nowhere, or by which a payment could fall from real money to a test. */
export async function refuseUnfitRoute(
  tx: PrismaTransaction,
  merchantId: string | null,
  added: AddedRoute,
  everywhere: readonly ListRow[],
): Promise<void> {
  if (merchantId && (await tx.db.merchant.count({ where: { id: merchantId } })) === 0)
    refuseField("merchantId", "invalid_value", "There is no such merchant.");
  const connection = await queryOne(ONE, { id: added.connectionId }, tx);
  if (!connection || connection.disconnectedAt)
    refuseField("added.connectionId", "invalid_value", "That connection is not in use. Choose another.");
  if (connection.merchantId && connection.merchantId !== merchantId)
    refuseField(
      "added.connectionId",
      "not_allowed",
      `"${connection.name}" takes the payments of one merchant: add the route for that merchant.`,
    );
  await refuseOtherTrade(connection, added);
  refuseCurrencies(connection, added);
  refuseMixedModes(connection, merchantId, added, everywhere);
}

/** A provider of bank debits has no page to be paid on, and one of pages alone nothing to collect premiums by. */
async function refuseOtherTrade({ id, name }: LockedConnection, { kind }: AddedRoute): Promise<void> {
  const connector = await connectorOf({ connectionId: id });
  const { needs, otherwise } = TRADES[kind];
  if (connector.name === BUILT_IN.connector || connector[needs]) return;
  refuseField("added.connectionId", "not_allowed", `"${name}" ${otherwise}`);
}

/** What payments of a kind need of a provider, and what is said of one without it. */
const TRADES: Record<RoutedKind, { needs: "hosted" | "mandates"; otherwise: string }> = {
  checkout: { needs: "hosted", otherwise: "has no page on which a link can be paid: lead premiums there." },
  policy: {
    needs: "mandates",
    otherwise: "keeps no agreements to collect by: lead checkout payments there.",
  },
};

function refuseCurrencies({ name, currencies }: LockedConnection, added: AddedRoute): void {
  const missing = added.currencies.filter((each) => currencies.length > 0 && !currencies.includes(each));
  if (missing.length > 0)
    refuseField("added.currencies", "not_allowed", `"${name}" does not take ${missing.join(", ")}.`);
}

/** A payment tries its merchant's routes, then those of all: none of them may lead from live to test, or back. */
function refuseMixedModes(
  { name, live }: LockedConnection,
  merchantId: string | null,
  { kind }: AddedRoute,
  everywhere: readonly ListRow[],
): void {
  const other = everywhere.find(
    (route) =>
      route.kind === kind &&
      route.live !== live &&
      route.disconnectedAt === null &&
      (merchantId === null || route.merchantId === null || route.merchantId === merchantId),
  );
  if (other)
    refuseField(
      "added.connectionId",
      "not_allowed",
      `"${name}" is ${modeWords(live)}, and a route of the same payments leads to "${other.connectionName}", which is ${modeWords(other.live)}. A payment never falls from one to the other: take that route away first.`,
    );
}
