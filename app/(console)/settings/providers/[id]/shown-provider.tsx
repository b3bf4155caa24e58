"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { ConnectionState } from "@/components/providers/connection-state";
import { ModeBadge } from "@/components/providers/mode-badge";
import { PageHeader } from "@/components/ui/page-header";
import { ConnectionActions } from "./connection-actions";
import { ConnectionNotice } from "./connection-notice";
import { ConnectionEventsCard } from "./events-card";
import { ConnectionFactsCard } from "./facts-card";
import { ConnectionHealthCard } from "./health-card";
import { MessagesCard } from "./messages-card";
import { MirrorCard } from "./mirror-card";

export function ShownProvider(hydrated: Hydrated<"provider">) {
  const detail = useConsoleQuery("provider", hydrated);
  const { connection, provider, manage, mirror } = detail;
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
                builtIn: detail.builtIn,
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
            <ConnectionHealthCard detail={detail} />
            {mirror && <MirrorCard connection={connection} {...mirror} manage={manage} />}
          </div>
          <div className="grid grid-cols-1 gap-4">
            {provider?.webhookSecret && !connection.disconnectedAt && (
              <MessagesCard detail={detail} field={provider.webhookSecret} manage={manage} />
            )}
            <ConnectionFactsCard detail={detail} />
          </div>
        </div>
        <ConnectionEventsCard
          connectionId={connection.id}
          events={detail.events}
          failedOnly={detail.failedOnly}
          manage={manage}
        />
      </div>
    </>
  );
}
