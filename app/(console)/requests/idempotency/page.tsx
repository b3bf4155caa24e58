import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { RequestTabs } from "@/components/requests/request-tabs";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyIcon, SearchIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { KEPT_DAYS } from "@/lib/requests/forget-requests";
import { inspectKey, type KeyUse } from "@/lib/requests/inspect-key";
import { InspectKey } from "@/lib/requests/schemas";
import { KeyForm } from "./key-form";
import { KeyUseCard } from "./key-use-card";

export const metadata: Metadata = { title: "Idempotency keys" };

export default async function IdempotencyPage({ searchParams }: PageProps<"/requests/idempotency">) {
  await requireOperator("requests:read");
  const asked = InspectKey.safeParse(await searchParams);
  const ctx = await operatorCtx();
  const uses = asked.success ? await inspectKey({ ctx, input: asked.data }) : null;
  return (
    <>
      <PageHeader
        title="Request log"
        description="What became of a key: the first request, what came again, what was different, and what it made."
      />
      <RequestTabs current="/requests/idempotency" />
      <KeyForm idempotencyKey={asked.success ? asked.data.key : null} />
      <Found uses={uses} />
    </>
  );
}

function Found({ uses }: { uses: KeyUse[] | null }) {
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
