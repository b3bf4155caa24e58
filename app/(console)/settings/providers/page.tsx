import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listConnections } from "@/lib/connections/list-connections";
import { listRoutes } from "@/lib/connections/list-routes";
import { providerChoices } from "@/lib/connections/provider-choices";
import { merchantChoices } from "@/lib/merchants/merchant-choices";
import { may } from "@/lib/verb/permissions";
import { RouteLists } from "./_routes/route-lists";
import { ConnectProvider } from "./connect-provider";
import { ConnectionTable } from "./connection-table";

export const metadata: Metadata = { title: "Providers" };

export default async function ProvidersPage() {
  const operator = await requireOperator("providers:read");
  const ctx = await operatorCtx();
  const [connections, routes, providers, merchants] = await Promise.all([
    listConnections({ ctx }),
    listRoutes({ ctx }),
    providerChoices({ ctx }),
    merchantChoices({ ctx }),
  ]);
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
      <Card>
        <ConnectionTable connections={connections} providers={providers} />
      </Card>
      <RouteLists lists={routes} connections={connections} merchants={merchants} manage={manage} />
    </>
  );
}
