import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { ConnectionState } from "@/components/providers/connection-state";
import { ModeBadge } from "@/components/providers/mode-badge";
import { PageHeader } from "@/components/ui/page-header";
import { providerChoices } from "@/lib/connections/provider-choices";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { may } from "@/lib/verb/permissions";
import { ConnectionActions } from "./connection-actions";
import { ConnectionNotice } from "./connection-notice";
import { EventsCard } from "./events-card";
import { FactsCard } from "./facts-card";
import { HealthCard } from "./health-card";
import { loadConnection } from "./load-connection";
import { MessagesCard } from "./messages-card";
import { MirrorCard } from "./mirror-card";

export async function generateMetadata({ params }: PageProps<"/settings/providers/[id]">): Promise<Metadata> {
  await requireOperator("providers:read");
  return { title: (await loadConnection((await params).id)).connection.name };
}

export default async function ConnectionPage({
  params,
  searchParams,
}: PageProps<"/settings/providers/[id]">) {
  const operator = await requireOperator("providers:read");
  const [{ id }, { show }, ctx] = await Promise.all([params, searchParams, operatorCtx()]);
  const [detail, providers] = await Promise.all([loadConnection(id), providerChoices({ ctx })]);
  const { connection } = detail;
  const provider = providers.find(({ name }) => name === connection.provider);
  const manage = may(operator, "providers:manage") && connection.disconnectedAt === null;
  return (
    <>
      <PageHeader
        up={{ href: "/settings/providers", label: "Providers" }}
        title={connection.name}
        beside={
          <>
            <ModeBadge live={connection.live} />
            <ConnectionState connection={connection} />
          </>
        }
        description={`${provider?.label ?? connection.provider} · ${connection.accountReference}`}
        actions={
          manage && (
            <ConnectionActions
              connection={{
                id: connection.id,
                name: connection.name,
                version: connection.version,
                live: connection.live,
                builtIn: connection.id === BUILT_IN_CONNECTION_ID,
                openAttempts: detail.openAttempts,
                routes: detail.routes,
              }}
              fields={provider?.credentials ?? []}
            />
          )
        }
      />
      <div className="grid grid-cols-1 gap-4">
        <ConnectionNotice detail={detail} />
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid grid-cols-1 gap-4">
            <HealthCard detail={detail} now={ctx.now} />
            {!connection.disconnectedAt && <MirrorCard connection={connection} manage={manage} />}
          </div>
          <div className="grid grid-cols-1 gap-4">
            {provider?.webhookSecret && !connection.disconnectedAt && (
              <MessagesCard detail={detail} field={provider.webhookSecret} manage={manage} />
            )}
            <FactsCard detail={detail} />
          </div>
        </div>
        <EventsCard connectionId={connection.id} failedOnly={show === "failed"} manage={manage} />
      </div>
    </>
  );
}
