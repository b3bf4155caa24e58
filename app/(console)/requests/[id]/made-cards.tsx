import { actionWords, OBJECT_WORDS, objectHref } from "@/app/(console)/settings/audit/audit-words";
import { PaymentAmount } from "@/components/payments/payment-amount";
import { StatusBadge } from "@/components/payments/status-badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { IntentLink } from "@/components/ui/intent-link";
import { ShortId, shortenId } from "@/components/ui/short-id";
import { spellId } from "@/lib/ids";
import { directionOf } from "@/lib/payments/category";
import type { MadeAuditLine, MadeEvent, RequestDetail, TouchedPayment } from "@/lib/requests/get-request";
import { isolated } from "@/lib/text/isolated";

/** What a request touched and made: payments, events, lines of the audit log. */
export function MadeCards({ detail: { payments, events, audit } }: { detail: RequestDetail }) {
  return (
    <>
      <Card>
        <CardHeader title="Payments" />
        <CardBody>
          {payments.length === 0 && <Nothing>It touched none.</Nothing>}
          <ul className="grid gap-2">
            {payments.map((payment) => (
              <Payment key={payment.id} payment={payment} />
            ))}
          </ul>
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="What it made" />
        <CardBody className="grid gap-3">
          {events.length + audit.length === 0 && <Nothing>It changed nothing.</Nothing>}
          {events.length > 0 && (
            <section aria-label="Events">
              <h3 className="mb-1 font-medium text-xs">Events</h3>
              <ul className="grid gap-1">
                {events.map((event) => (
                  <Event key={event.eventId} event={event} />
                ))}
              </ul>
            </section>
          )}
          {audit.length > 0 && (
            <section aria-label="Audit log">
              <h3 className="mb-1 font-medium text-xs">Audit log</h3>
              <ul className="grid gap-1">
                {audit.map((line) => (
                  <AuditLine key={line.id} line={line} />
                ))}
              </ul>
            </section>
          )}
        </CardBody>
      </Card>
    </>
  );
}

function Payment({ payment }: { payment: TouchedPayment }) {
  const { id, status, amountMinor, currency, precision, type } = payment;
  return (
    <li className="flex flex-wrap items-center justify-between gap-2">
      <IntentLink href={`/payments/${spellId("pay", id)}`} className="text-primary hover:underline">
        <ShortId id={spellId("pay", id)} copies={false} />
      </IntentLink>
      <span className="flex items-center gap-2">
        <PaymentAmount
          direction={directionOf(type)}
          amountMinor={amountMinor}
          currency={currency}
          precision={precision}
        />
        <StatusBadge status={status} />
      </span>
    </li>
  );
}

function Event({ event: { eventId, type } }: { event: MadeEvent }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-2">
      <span className="break-all font-mono text-xs">{type}</span>
      <ShortId id={spellId("evt", eventId)} name="event id" />
    </li>
  );
}

function AuditLine({ line: { action, objectType, objectId } }: { line: MadeAuditLine }) {
  const href = objectHref(objectType, objectId);
  const name = OBJECT_WORDS[objectType] ?? objectType.replaceAll("_", " ");
  return (
    <li className="flex flex-wrap items-center justify-between gap-2">
      <span>{actionWords(action)}</span>
      {href ? (
        <IntentLink href={href} className="text-primary text-xs hover:underline" title={objectId}>
          {isolated(name)} <span className="font-mono">{shortenId(objectId)}</span>
        </IntentLink>
      ) : (
        <span className="text-muted-foreground text-xs">{name}</span>
      )}
    </li>
  );
}

function Nothing({ children }: { children: string }) {
  return <p className="text-muted-foreground text-xs">{children}</p>;
}
