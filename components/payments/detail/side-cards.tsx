import { currentOperator } from "@/app/operator";
import { MetadataEditor } from "@/components/payments/adjustments/metadata-editor";
import { AttemptChain } from "@/components/policies/attempt-chain";
import { ReferralCard } from "@/components/referrals/referral-card";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import { may } from "@/lib/auth/permissions";
import { publicUrl } from "@/lib/http/public-url";
import { spellId } from "@/lib/ids";
import type { PaymentDetail } from "@/lib/payments/get-payment";

/** What goes with a payment: its link, what was sold, and the merchant's own notes on it. */
export function SideCards({ detail }: { detail: PaymentDetail }) {
  return (
    <div className="grid grid-cols-1 content-start gap-4">
      {detail.payment.kind === "policy" && <AttemptChain paymentId={detail.payment.id} />}
      {detail.payment.kind === "referral" && <ReferralCard paymentId={detail.payment.id} />}
      {detail.link && <LinkCard detail={detail} link={detail.link} />}
      <MetadataCard detail={detail} />
    </div>
  );
}

function LinkCard({ detail, link }: { detail: PaymentDetail; link: NonNullable<PaymentDetail["link"]> }) {
  const { currency, precision, stage } = detail.payment;
  const address = `${publicUrl()}/pay/${link.token}`;
  return (
    <Card>
      <CardHeader title="Checkout link" />
      <CardBody className="grid grid-cols-1 gap-3">
        <p className="flex items-center gap-1 rounded-md border bg-muted py-1 pr-1 pl-2.5">
          <a
            href={address}
            target="_blank"
            rel="noreferrer"
            className="min-w-0 flex-1 truncate font-mono text-primary text-xs hover:underline"
          >
            {address}
          </a>
          <CopyButton text={address} label="Copy the link" />
        </p>
        <DefinitionList>
          <Definition term={stage === "pending" ? "Expires" : "Valid until"}>
            <Time at={link.expiresAt} />
          </Definition>
          {link.lockedUntil && (
            <Definition term="Locked until">
              <Time at={link.lockedUntil} />
            </Definition>
          )}
          {link.successRedirectUrl && <Definition term="After success">{link.successRedirectUrl}</Definition>}
          {link.failureRedirectUrl && <Definition term="Way back">{link.failureRedirectUrl}</Definition>}
        </DefinitionList>
        {link.lineItems.length > 0 && (
          <ul className="grid gap-1 border-t pt-3">
            {link.lineItems.map((item) => (
              <li key={`${item.description} ${item.amountMinor}`} className="flex justify-between gap-4">
                <span>
                  {item.quantity > 1 && (
                    <span className="figures text-muted-foreground">{item.quantity} × </span>
                  )}
                  {item.description}
                </span>
                <Money
                  amountMinor={BigInt(item.amountMinor) * BigInt(item.quantity)}
                  currency={currency}
                  precision={precision}
                />
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

async function MetadataCard({ detail: { payment } }: { detail: PaymentDetail }) {
  const operator = await currentOperator();
  const editable = operator !== null && may(operator, "payments:adjust");
  if (!editable && Object.keys(payment.metadata).length === 0) return null;
  return (
    <Card>
      <CardHeader title="Metadata" />
      <CardBody>
        <MetadataEditor id={spellId("pay", payment.id)} metadata={payment.metadata} editable={editable} />
      </CardBody>
    </Card>
  );
}
