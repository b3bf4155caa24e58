import type { Metadata } from "next";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { buttonVariants } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IntentLink } from "@/components/ui/intent-link";
import { PageHeader } from "@/components/ui/page-header";
import { AddConnector } from "./add-connector";
import { ConnectorTable } from "./connector-table";
import { connectorsQuery } from "./connectors-query";

export const metadata: Metadata = { title: "Connectors" };

export default async function ConnectorsPage() {
  const shown = await loadQuery(connectorsQuery, new URLSearchParams());
  const { manage, mayImport } = shown.data;
  return (
    <>
      <PageHeader
        title="Connectors"
        description="Who holds the payments you see: the doors of this deployment, and each provider whose payments are mirrored here."
        actions={
          <>
            <IntentLink href="/connectors/accounts" className={buttonVariants()}>
              Accounts
            </IntentLink>
            {mayImport && (
              <IntentLink href="/connectors/import" className={buttonVariants()}>
                Import
              </IntentLink>
            )}
            {manage && <AddConnector />}
          </>
        }
      />
      <Card>
        <ConnectorTable params="" shown={shown} />
      </Card>
    </>
  );
}
