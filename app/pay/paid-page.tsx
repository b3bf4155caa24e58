import { ActionLink } from "@/components/checkout/action-link";
import { PageFrame } from "@/components/checkout/page-frame";
import { Receipt } from "@/components/checkout/receipt";
import { TellParent } from "@/components/checkout/tell-parent";
import type { Reader } from "@/components/ui/reader";
import { type CheckoutPage, testCardsOf } from "@/lib/checkout/get-checkout-page";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { isolated } from "@/lib/text/isolated";
import { PayNotice } from "./[token]/_form/pay-notice";
import { type Already, continueAddress } from "./addresses";
import { PrintButton } from "./print-button";

interface PaidPageProps {
  token: string;
  page: CheckoutPage;
  reader: Reader;
  /** What somebody pressed Pay with after it had been paid. */
  already: Already | null;
}

/** What a paid link shows from then on: the receipt, and the way back to the merchant. */
export function PaidPage({ token, page, reader, already }: PaidPageProps) {
  const { payment, merchant } = page;
  const money = (minor: bigint) =>
    formatMoney(ofCurrency(minor, payment.currency), { locale: reader.locale });
  return (
    <PageFrame testMode={page.testMode} testCards={testCardsOf(page)}>
      <div className="mx-auto w-full max-w-md">
        <div className="mb-6 empty:hidden print:hidden">
          {already && <PayNotice notice={{ kind: "already", card: already }} />}
        </div>
        <Receipt
          {...page}
          {...reader}
          amountMinor={payment.amountMinor}
          refundedMinor={payment.refundedMinor}
          takenBackMinor={payment.takenBackMinor}
          currency={payment.currency}
          reference={payment.merchantReference}
          paymentId={payment.publicId}
        />
        <p className="mt-6 text-center text-muted-foreground print:hidden">{whatFollowed(payment, money)}</p>
        <div className="mt-4 grid gap-3 sm:flex sm:flex-wrap sm:justify-center print:hidden">
          {page.successRedirectUrl && (
            <ActionLink href={continueAddress(token)} leaves>
              Continue to {isolated(merchant.name)}
            </ActionLink>
          )}
          <PrintButton />
        </div>
        <TellParent type="payment_success" paymentId={payment.publicId} />
      </div>
    </PageFrame>
  );
}

/** What of the money went back to the customer, and by whom. */
function whatFollowed(
  { refundedMinor, takenBackMinor }: CheckoutPage["payment"],
  money: (minor: bigint) => string,
): string {
  const said = [
    refundedMinor > 0n &&
      `${money(refundedMinor)} went back to you. Your bank may take some days to show it.`,
    takenBackMinor > 0n &&
      `You disputed this payment, and your bank decided for you: it gave you ${money(takenBackMinor)} back.`,
  ].filter((sentence) => sentence !== false);
  return said.join(" ") || "This payment is complete. There is nothing more to pay.";
}
