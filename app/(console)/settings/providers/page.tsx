import type { Metadata } from "next";
import Link from "next/link";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { hasUnapplied, listConnections } from "@/lib/connections/list-connections";
import { listRoutes } from "@/lib/connections/list-routes";
import { providerChoices } from "@/lib/connections/provider-choices";
import { merchantChoices } from "@/lib/merchants/merchant-choices";
import { may } from "@/lib/verb/permissions";
import { RouteLists } from "./_routes/route-lists";
import { ConnectProvider } from "./connect-provider";
import { ConnectionTable } from "./connection-table";

export const metadata: Metadata = { title: "Providers" };

export default async function ProvidersPage({ searchParams }: PageProps<"/settings/providers">) {
  const operator = await requireOperator("providers:read");
  const ctx = await operatorCtx();
  const [connections, routes, providers, merchants, { show }] = await Promise.all([
    listConnections({ ctx }),
    listRoutes({ ctx }),
    providerChoices({ ctx }),
    merchantChoices({ ctx }),
    searchParams,
  ]);
  const unapplied = show === "failed";
  const shown = unapplied ? connections.filter(hasUnapplied) : connections;
  const connectable = providers.filter(({ credentials }) => credentials.length > 0);
  const manage = may(operator, "providers:manage");
  return (
    <>
      <PageHeader
        title="Providers"
        description="Who moves the money: accounts at payment providers, and which payments go through which. A key is sealed when it is given, and never shown again."
        actions={
          manage &&
          connectable.length > 0 && <ConnectProvider providers={connectable} merchants={merchants} />
        }
      />
      {unapplied && (
        <p>
          Only providers that have told what could not be applied.{" "}
          <Link href="/settings/providers" className="underline underline-offset-2">
            Show all
          </Link>
        </p>
      )}
      <Card>
        <ConnectionTable connections={shown} providers={providers} />
      </Card>
      <RouteLists lists={routes} connections={connections} merchants={merchants} manage={manage} />
    </>
  );
}
