"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PlugIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { useReader } from "@/components/ui/reader-context";
import { ImportFilter } from "./import-filter";
import { ImportForm } from "./import-form";
import { ImportTable } from "./import-table";

export function ShownImports(hydrated: Hydrated<"imports">) {
  const { connectors, imports, refused } = useConsoleQuery("imports", hydrated);
  const _reader = useReader();
  return (
    <div className="grid gap-4">
      {connectors.length === 0 ? (
        <Card>
          <EmptyState
            icon={PlugIcon}
            title="Add a connector first"
            actions={
              <IntentLink href="/connectors" className={buttonVariants({ variant: "primary" })}>
                Go to connectors
              </IntentLink>
            }
          >
            Imported payments belong to the provider they happened at, so there has to be a connector for it.
          </EmptyState>
        </Card>
      ) : (
        <ImportForm connectors={connectors} />
      )}
      {(imports.length > 0 || refused) && (
        <Card>
          <CardHeader title="Latest imports" />
          <ImportFilter refused={refused} />
          <ImportTable imports={imports} />
        </Card>
      )}
    </div>
  );
}
