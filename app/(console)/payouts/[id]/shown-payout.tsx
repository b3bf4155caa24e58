"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { FirstLines } from "@/app/(console)/payouts/first-lines";
import { LiveObject } from "@/components/live/live-object";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { useReader } from "@/components/ui/reader-context";
import type { PayoutRunDetail } from "@/lib/referrals/payouts/get-payout-run";
import { MARKED_MAX } from "@/lib/referrals/payouts/mark-limits";
import type { SepaObstacle } from "@/lib/referrals/payouts/sepa-fit";
import { isolated } from "@/lib/text/isolated";
import { FileButton } from "./file-button";
import { fileChoices } from "./file-choices";
import { isOpen } from "./is-open";
import { LeftOut } from "./left-out";
import { MarkLines } from "./mark-lines";
import { sumText } from "./payment-words";
import { payoutTitle } from "./payout-title";
import { RunFacts } from "./run-facts";
import { RunFiles } from "./run-files";
import { RunLines } from "./run-lines";

export function ShownPayout(hydrated: Hydrated<"payout">) {
  const { payout, missing, obstacles, payerObstacle, mayMark, mayExport } = useConsoleQuery(
    "payout",
    hydrated,
  );
  const open = payout.lines.filter(isOpen).slice(0, MARKED_MAX);
  const inEuro = open.some(({ currency }) => currency === "EUR");
  const { fitting } = fileChoices("sepa", payout, obstacles);
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
              {fitting.length > 0 && payerObstacle === null && (
                <FileButton format="sepa" payout={payout} obstacles={obstacles} />
              )}
              <FileButton format="csv" payout={payout} obstacles={obstacles} />
            </>
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <MissingBankDetails names={missing} />
          {inEuro && payerObstacle !== null && (
            <CardBody className="pt-4">
              <NoSepaOrder merchantName={payout.merchantName} obstacle={payerObstacle} />
            </CardBody>
          )}
          {inEuro && payerObstacle === null && <PartOfOrder payout={payout} obstacles={obstacles} />}
          <CardHeader
            title="Payments"
            description="Open until somebody says what the bank made of them"
            actions={mayMark && open.length > 1 && <MarkLines runId={payout.id} lines={open} />}
          />
          <FirstLines lines={payout.lines}>
            {(shown) => <RunLines runId={payout.id} lines={shown} files={payout.files} mayMark={mayMark} />}
          </FirstLines>
        </Card>
        <div className="grid min-w-0 gap-4">
          <RunFacts run={payout} />
          <RunFiles payout={payout} mayExport={mayExport} />
        </div>
      </div>
    </>
  );
}

/** That a SEPA order has not all that is open, and what it has not. */
function PartOfOrder({
  payout,
  obstacles,
}: {
  payout: PayoutRunDetail;
  obstacles: Record<string, SepaObstacle | null>;
}) {
  const { locale } = useReader();
  const { open, fitting, leftOut } = fileChoices("sepa", payout, obstacles);
  if (leftOut.length === 0) return null;
  const title =
    fitting.length === 0
      ? "A SEPA order can have none of the open payments"
      : `A SEPA order can have ${fitting.length} of ${open.length} open payments, ${sumText(fitting, locale)}. Not in it:`;
  return (
    <CardBody className="pt-4">
      <LeftOut lines={leftOut} obstacles={obstacles} title={title} />
    </CardBody>
  );
}

function NoSepaOrder({ merchantName, obstacle }: { merchantName: string; obstacle: SepaObstacle }) {
  if (obstacle === "outside_sepa")
    return (
      <Notice tone="caution" title={`No SEPA order: the IBAN of ${isolated(merchantName)} is outside SEPA`}>
        No bank would take it. Pay by the CSV, or from an account in a SEPA country.
      </Notice>
    );
  return (
    <Notice tone="caution" title={`No SEPA order: ${isolated(merchantName)} has no IBAN`}>
      An admin can add the account that pays under Settings, Merchants.
    </Notice>
  );
}

function MissingBankDetails({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <CardBody className="pt-4">
      <Notice tone="caution" title="Bank details are missing">
        {new Intl.ListFormat("en").format(names)}: sent by no file, and named as missing in the CSV. An admin
        can add them on the partner’s page.
      </Notice>
    </CardBody>
  );
}
