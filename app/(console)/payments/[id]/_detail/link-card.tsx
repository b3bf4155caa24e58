import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import { isolated } from "@/lib/text/isolated";
import type { PaymentView } from "./payment-view";

/** Where the customer of a checkout payment pays, until when, and what they pay for. */
export function PaymentLinkCard({
  id,
  link,
  facts: { currency, precision },
}: {
  /** The payment's. */
  id: string;
  link: NonNullable<PaymentView["link"]>;
  facts: PaymentView["facts"];
}) {
  const stated = link.expiresAt ?? link.lockedUntil ?? link.successRedirectUrl ?? link.failureRedirectUrl;
  return (
    <Card>
      <CardHeader
        title={
          <IntentLink href={`/checkout-links/${id}`} className="underline underline-offset-2">
            Checkout link
          </IntentLink>
        }
      />
      <CardBody className="grid grid-cols-1 gap-3">
        {link.address ? (
          <p className="flex items-center gap-1 rounded-md border bg-muted py-1 pr-1 pl-2.5">
            <a
              href={link.address}
              target="_blank"
              rel="noreferrer"
              className="min-w-0 flex-1 truncate font-mono text-primary text-xs hover:underline"
            >
              {link.address}
            </a>
            <CopyButton text={link.address} label="Copy the link" />
          </p>
        ) : (
          <p className="text-muted-foreground">Closed: nobody can pay by it any more.</p>
        )}
        {stated && (
          <DefinitionList>
            {link.expiresAt && (
              <Definition term="Expires">
                <Time at={link.expiresAt} />
              </Definition>
            )}
            {link.lockedUntil && (
              <Definition term="Locked until">
                <Time at={link.lockedUntil} />
              </Definition>
            )}
            {link.successRedirectUrl && (
              <Definition term="After success">{link.successRedirectUrl}</Definition>
            )}
            {link.failureRedirectUrl && <Definition term="Way back">{link.failureRedirectUrl}</Definition>}
          </DefinitionList>
        )}
        {link.lineItems.length > 0 && (
          <ul className="grid gap-1 border-t pt-3">
            {link.lineItems.map((item) => (
              <li
                key={`${item.description} ${item.amountMinor}`}
                className="flex justify-between gap-4 wrap-anywhere"
              >
                <span>
                  {item.quantity > 1 && (
                    <span className="figures text-muted-foreground">{item.quantity} × </span>
                  )}
                  {isolated(item.description)}
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
