"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { CreateKey } from "./create-key";
import { KeySecrets } from "./key-secret";
import { KeyTable } from "./key-table";

export function FoundKeys(hydrated: Hydrated<"keys">) {
  const { lines, newerHref, olderHref, choices, manage } = useConsoleQuery("keys", hydrated);
  const create = manage && <CreateKey {...choices} />;
  return (
    <KeySecrets>
      <PageHeader
        title="API keys"
        description="A program shows a key’s secret with every request. Only a hash of it is kept here, so a lost one is replaced, not looked up."
        actions={lines.length > 0 && create}
      />
      <Card>
        {lines.length === 0 ? (
          <EmptyState icon={KeyIcon} title="No keys yet" actions={create}>
            Create one for each program that sends or reads payments, so that you can see which one did what
            and take a single one away.
          </EmptyState>
        ) : (
          <>
            <KeyTable keys={lines} manage={manage} />
            {(newerHref || olderHref) && <Pagination newerHref={newerHref} olderHref={olderHref} />}
          </>
        )}
      </Card>
    </KeySecrets>
  );
}
