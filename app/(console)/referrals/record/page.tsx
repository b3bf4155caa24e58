import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { operatorCtx, requireOperator } from "@/app/operator";
import { offerOf } from "@/components/referrals/referral-offer";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { newId, spellId } from "@/lib/ids";
import { CURRENCY_CODES } from "@/lib/money/currencies";
import { payableDays } from "@/lib/referrals/payments/paid-at";
import { paymentOfForm } from "@/lib/referrals/payments/record-by-hand";
import { getReferral } from "@/lib/referrals/referrals/get-referral";
import { problemOf } from "@/lib/verb/problem";
import { RecordReferralPaymentForm } from "./record-form";

export const metadata: Metadata = { title: "Record a referral payment" };

export default async function RecordPage({ searchParams }: PageProps<"/referrals/record">) {
  await requireOperator("payments:create");
  const { referral, form } = await searchParams;
  if (typeof form !== "string" || !KEY.test(form)) redirect(addressWith(newId(), referral));
  const ctx = await operatorCtx();
  const [{ locale, timeZone }, chosen, recorded] = await Promise.all([
    currentReader(),
    offered(referral),
    paymentOfForm({ ctx, input: { key: form } }),
  ]);
  return (
    <>
      <PageHeader
        up={{ href: "/referrals", label: "Referrals" }}
        title="Record a payment"
        description="What a referred customer paid you elsewhere. It may earn their partner a commission."
      />
      <Card className="max-w-3xl">
        <CardBody className="grid gap-4 pt-4">
          {recorded && <RecordedNotice id={spellId("pay", recorded.id)} />}
          <RecordReferralPaymentForm
            chosen={chosen}
            currencies={CURRENCY_CODES}
            locale={locale}
            days={payableDays(timeZone, ctx.now)}
            idempotencyKey={form}
          />
        </CardBody>
      </Card>
    </>
  );
}

/** Somebody came back to a form that has done its work. */
function RecordedNotice({ id }: { id: string }) {
  return (
    <Notice title="This form has recorded its payment already">
      <p>Sending it again records no second one.</p>
      <p className="mt-2 flex flex-wrap gap-2">
        <ButtonLink href={`/payments/${id}`} size="sm">
          Open the payment
        </ButtonLink>
        {/* A whole load: a new form has a key of its own. */}
        <a
          href="/referrals/record"
          className="inline-flex items-center text-primary underline underline-offset-2"
        >
          Record another payment
        </a>
      </p>
    </Notice>
  );
}

/** The key a form is given when it is first shown. It stays in the address: a reload or the way back keeps it. */
const KEY = /^[0-9a-f-]{36}$/;

function addressWith(form: string, referral: string | string[] | undefined): string {
  return `/referrals/record?${new URLSearchParams({ ...(typeof referral === "string" && { referral }), form })}`;
}

/** The referral the form begins with; one that is gone leaves it open. */
async function offered(id: string | string[] | undefined) {
  if (typeof id !== "string") return null;
  const ctx = await operatorCtx();
  try {
    const { referral } = await getReferral({ ctx, input: { id } });
    return offerOf(referral, ctx.now);
  } catch (err) {
    if (problemOf(err)) return null;
    throw err;
  }
}
