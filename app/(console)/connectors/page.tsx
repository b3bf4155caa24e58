import type { Metadata } from "next";
import Link from "next/link";
import { operatorCtx, requireOperator } from "@/app/operator";
import { buttonVariants } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listConnectors } from "@/lib/connected/connectors/connectors";
import { may } from "@/lib/verb/permissions";
import { AddConnector } from "./add-connector";
import { ConnectorTable } from "./connector-table";

export const metadata: Metadata = { title: "Connectors" };

export default async function ConnectorsPage() {
  const operator = await requireOperator("connectors:read");
  const ctx = await operatorCtx();
  const manage = may(operator, "connectors:manage");
  return (
    <>
      <PageHeader
        title="Connectors"
        description="Who holds the payments you see: the three doors of this deployment, and each provider whose payments are mirrored here."
        actions={
          <>
            <Link href="/connectors/accounts" className={buttonVariants()}>
              Accounts
            </Link>
            {may(operator, "payments:create") && (
              <Link href="/connectors/import" className={buttonVariants()}>
                Import
              </Link>
            )}
            {manage && <AddConnector />}
          </>
        }
      />
      <Card>
        <ConnectorTable connectors={await listConnectors({ ctx })} manage={manage} />
      </Card>
    </>
  );
}
