"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyIcon, SearchIcon } from "@/components/ui/icons";
import { KEPT_DAYS } from "@/lib/requests/limits";
import { KeyUseCard } from "./key-use-card";

export function ShownKey(hydrated: Hydrated<"idempotency-key">) {
  const { uses } = useConsoleQuery("idempotency-key", hydrated);
  if (uses === null || uses.length === 0) {
    return (
      <Card>
        {uses === null ? (
          <EmptyState icon={KeyIcon} title="Which key?">
            A client sends the same key with every try of one request, so that it is done once. Give the key
            to see each try.
          </EmptyState>
        ) : (
          <EmptyState icon={SearchIcon} title="Nobody has sent this key">
            It may be spelled differently, or its requests may be older than {KEPT_DAYS} days and have made
            nothing.
          </EmptyState>
        )}
      </Card>
    );
  }
  return (
    <div className="grid gap-4">
      {uses.map((use) => (
        <KeyUseCard key={`${use.door}/${use.merchantId}`} use={use} />
      ))}
    </div>
  );
}
