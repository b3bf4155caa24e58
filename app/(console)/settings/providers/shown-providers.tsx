"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Card } from "@/components/ui/card";
import { IntentLink } from "@/components/ui/intent-link";
import { PageHeader } from "@/components/ui/page-header";
import { RouteLists } from "./_routes/route-lists";
import { ConnectProvider } from "./connect-provider";
import { ConnectionTable } from "./connection-table";

export function ShownProviders(hydrated: Hydrated<"providers">) {
  const { connections, routes, providers, merchants, unapplied, shown, manage } = useConsoleQuery(
    "providers",
    hydrated,
  );
  const connectable = providers.filter(({ credentials }) => credentials.length > 0);
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
          <IntentLink href="/settings/providers" className="underline underline-offset-2">
            Show all
          </IntentLink>
        </p>
      )}
      <Card>
        <ConnectionTable connections={shown} providers={providers} />
      </Card>
      <RouteLists lists={routes} connections={connections} merchants={merchants} manage={manage} />
    </>
  );
}
