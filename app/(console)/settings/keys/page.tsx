import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listKeys } from "@/lib/keys/list-keys";
import { ListKeys } from "@/lib/keys/schemas";
import { merchantChoices } from "@/lib/merchants/merchant-choices";
import { PARTNER_CHOICES_MAX, partnerChoices } from "@/lib/referrals/partners/partner-choices";
import { may } from "@/lib/verb/permissions";
import { CreateKey } from "./create-key";
import { KeySecrets } from "./key-secret";
import { KeyTable } from "./key-table";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage({ searchParams }: PageProps<"/settings/keys">) {
  const operator = await requireOperator("keys:read");
  const [ctx, { before }] = await Promise.all([operatorCtx(), searchParams]);
  const input = ListKeys.catch({ before: null }).parse({ before: before ?? null });
  const [page, merchants, partners] = await Promise.all([
    listKeys({ ctx, input }),
    merchantChoices({ ctx }),
    partnerChoices({ ctx }),
  ]);
  const create = may(operator, "keys:manage") && (
    <CreateKey
      merchants={merchants}
      partners={partners}
      morePartners={partners.length === PARTNER_CHOICES_MAX}
    />
  );
  return (
    <KeySecrets>
      <PageHeader
        title="API keys"
        description="A program shows a key’s secret with every request. Only a hash of it is kept here, so a lost one is replaced, not looked up."
        actions={page.keys.length > 0 && create}
      />
      <Card>
        {page.keys.length === 0 ? (
          <EmptyState icon={KeyIcon} title="No keys yet" actions={create}>
            Create one for each program that sends or reads payments, so that you can see which one did what
            and take a single one away.
          </EmptyState>
        ) : (
          <>
            <KeyTable keys={page.keys} manage={may(operator, "keys:manage")} />
            {(page.older || input.before) && (
              <Pagination
                newerHref={input.before ? "/settings/keys" : null}
                olderHref={page.older && `/settings/keys?before=${page.older}`}
              />
            )}
          </>
        )}
      </Card>
    </KeySecrets>
  );
}
