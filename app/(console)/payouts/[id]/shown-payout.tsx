"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { FirstLines } from "@/app/(console)/payouts/first-lines";
import { LiveObject } from "@/components/live/live-object";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DownloadIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { useReader } from "@/components/ui/reader-context";
import { MARKED_MAX } from "@/lib/referrals/payouts/mark-limits";
import { isolated } from "@/lib/text/isolated";
import { isOpen } from "./is-open";
import { MarkLines } from "./mark-lines";
import { payoutTitle } from "./payout-title";
import { RunFacts } from "./run-facts";
import { RunLines } from "./run-lines";

export function ShownPayout(hydrated: Hydrated<"payout">) {
  const { payout, reference, missing, inEuro, hasIban, mayMark, mayExport } = useConsoleQuery(
    "payout",
    hydrated,
  );
  const open = payout.lines.filter(isOpen).slice(0, MARKED_MAX);
  return (
    <>
      <PageHeader
        up={{ href: "/payouts", label: "Payouts" }}
        title={payoutTitle(payout, useReader())}
        beside={<LiveObject of="payout" cursor={hydrated.shown.cursor} />}
        actions={
          mayExport &&
          open.length > 0 && (
            <>
              {inEuro && hasIban && (
                <a href={`/payouts/${reference}/sepa`} download className={buttonVariants()}>
                  <DownloadIcon /> SEPA order
                </a>
              )}
              <a href={`/payouts/${reference}/csv`} download className={buttonVariants()}>
                <DownloadIcon /> CSV for the bank
              </a>
            </>
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <MissingBankDetails names={missing} />
          {inEuro && !hasIban && (
            <CardBody className="pt-4">
              <Notice tone="caution" title={`No SEPA order: ${isolated(payout.merchantName)} has no IBAN`}>
                An admin can add the account that pays under Settings, Merchants.
              </Notice>
            </CardBody>
          )}
          <CardHeader
            title="Payments"
            description="Open until somebody says what the bank made of them"
            actions={mayMark && open.length > 1 && <MarkLines runId={payout.id} lines={open} />}
          />
          <FirstLines lines={payout.lines}>
            {(shown) => <RunLines runId={payout.id} lines={shown} mayMark={mayMark} />}
          </FirstLines>
        </Card>
        <RunFacts run={payout} />
      </div>
    </>
  );
}

function MissingBankDetails({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <CardBody className="pt-4">
      <Notice tone="caution" title="Bank details are missing">
        {new Intl.ListFormat("en").format(names)}: not in a SEPA order, and named as missing in the CSV. An
        admin can add them on the partner’s page.
      </Notice>
    </CardBody>
  );
}
