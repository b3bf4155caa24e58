import { CardBody, CardFooter } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ReceiptIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { useReader } from "@/components/ui/reader-context";
import { spellId } from "@/lib/ids";
import type { DuePayouts, MerchantPayout } from "@/lib/referrals/payouts/preview-every-payout";
import { isolated } from "@/lib/text/isolated";
import { FirstLines } from "./first-lines";
import { LineRows } from "./line-rows";
import { dueInAll, paidOf, partnersText, totalText } from "./paid-of";
import { PayOut } from "./pay-out";

/** What is due of each merchant; that nothing is due is said only where nothing is of any. */
export function DueMerchants({
  due,
  partner,
  mayPay,
}: {
  due: DuePayouts;
  partner: { id: string; name: string } | null;
  mayPay: boolean;
}) {
  const { locale } = useReader();
  const { merchants, period } = due;
  if (merchants.length === 0)
    return (
      <EmptyState icon={ReceiptIcon} title="Nothing is due">
        {partner ? `Nothing is due to ${isolated(partner.name)} in these days. ` : ""}A commission is due once
        its holding period has ended, or you have approved it.
      </EmptyState>
    );
  const inAll = dueInAll(merchants, locale);
  return (
    <>
      {inAll && (
        <CardBody>
          <p className="font-medium" data-testid="due-in-all">
            {inAll}
          </p>
        </CardBody>
      )}
      {merchants.map((each) => (
        <section key={each.merchantId} aria-label={each.merchantName} className="border-t">
          <h3 className="px-4 pt-3 font-semibold">{each.merchantName}</h3>
          <DueMerchant payout={each} partner={partner} mayPay={mayPay} period={period} />
        </section>
      ))}
    </>
  );
}

function DueMerchant({
  payout,
  partner,
  period,
  mayPay,
}: {
  payout: MerchantPayout;
  partner: { id: string } | null;
  period: DuePayouts["period"];
  mayPay: boolean;
}) {
  const { locale } = useReader();
  if ("refusal" in payout)
    return (
      <CardBody className="pt-3">
        <Notice tone="caution" title={payout.refusal} />
      </CardBody>
    );
  const { lines } = payout.preview;
  const { totals, partners } = paidOf(lines);
  const alone = (partnerId: string) =>
    `/payouts?${new URLSearchParams({ partner: spellId("ptr", partnerId), ...period })}`;
  return (
    <>
      <FirstLines lines={lines}>
        {(shown) => <LineRows lines={shown} {...(!partner && { alone })} />}
      </FirstLines>
      <CardFooter>
        <p className="mr-auto text-muted-foreground">
          {partners > 0
            ? `${totalText(totals, locale)} to ${partnersText(partners)}`
            : "Nobody is paid: everything is carried over."}
        </p>
        {mayPay && partners > 0 && <PayOut payout={payout} partner={partner} />}
      </CardFooter>
    </>
  );
}
