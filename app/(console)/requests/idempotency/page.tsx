import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { RequestTabs } from "@/components/requests/request-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { KeyForm } from "./key-form";
import { idempotencyKeyQuery } from "./key-query";
import { ShownKey } from "./shown-key";

export const metadata: Metadata = { title: "Idempotency keys" };

export default async function IdempotencyPage({ searchParams }: PageProps<"/requests/idempotency">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(idempotencyKeyQuery, params);
  return (
    <>
      <PageHeader
        title="Request log"
        description="What became of a key: the first request, what came again, what was different, and what it made."
      />
      <RequestTabs current="/requests/idempotency" />
      <KeyForm idempotencyKey={shown.data.key} />
      <ShownKey params={params.toString()} shown={shown} />
    </>
  );
}
