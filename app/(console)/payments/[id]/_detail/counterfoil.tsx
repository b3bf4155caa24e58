import { DIRECTION_WORDS } from "@/components/payments/direction-words";
import { PaymentAmount } from "@/components/payments/payment-amount";
import { PaymentMethod } from "@/components/payments/payment-method";
import { StatusBadge } from "@/components/payments/status-badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { IntentLink } from "@/components/ui/intent-link";
import { Money } from "@/components/ui/money";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import type { PaymentParty } from "@/lib/kinds/describe-payment";
import type { PaymentView } from "./payment-view";

/** The payment as the thing it is: the stub says what it is worth and why, the slip beside it what it is. */
export function Counterfoil({ view: { id, facts, why, next } }: { view: PaymentView }) {
  const { amountMinor, currency, precision } = facts;
  return (
    <section
      aria-label="Payment"
      className="relative grid rounded-lg border bg-card shadow-raised md:grid-cols-[minmax(17rem,22rem)_auto_1fr]"
    >
      <div className="grid content-start gap-3 p-5">
        <PaymentAmount
          {...{ amountMinor, currency, precision }}
          direction={facts.direction}
          className="font-semibold text-3xl tracking-tight"
          code
        />
        {facts.keptMinor !== null && (
          <p className="text-muted-foreground">
            <Money amountMinor={facts.keptMinor} {...{ currency, precision }} /> of it is kept
          </p>
        )}
        <StatusBadge status={facts.status} />
        <p suppressHydrationWarning className="text-pretty text-muted-foreground">
          {next ? `${why} ${next}` : why}
        </p>
      </div>
      <div aria-hidden="true" className="relative max-md:mx-4 md:my-3">
        <div className="h-full max-md:perforation-x md:perforation-y" />
        <span className="notch max-md:hidden -top-[calc(0.75rem+7px)] left-1/2 -translate-x-1/2 [clip-path:inset(50%_0_0_0)]" />
        <span className="notch max-md:hidden -bottom-[calc(0.75rem+7px)] left-1/2 -translate-x-1/2 [clip-path:inset(0_0_50%_0)]" />
      </div>
      <div className="grid content-center p-5">
        <Facts id={id} facts={facts} />
      </div>
    </section>
  );
}

function Facts({ id, facts }: Pick<PaymentView, "id" | "facts">) {
  return (
    <DefinitionList className="lg:grid-cols-[auto_1fr_auto_1fr]">
      <Definition term="Reference">{facts.merchantReference ?? "–"}</Definition>
      <Definition term="Payment id">
        <ShortId id={id} name="payment id" />
      </Definition>
      {facts.payer && (
        <Definition term="From">
          <Party party={facts.payer} />
        </Definition>
      )}
      {facts.payee && (
        <Definition term="To">
          <Party party={facts.payee} />
        </Definition>
      )}
      <Definition term="Merchant">{facts.merchantName}</Definition>
      <Definition term="Type">
        {facts.what}
        <span className="block text-muted-foreground text-xs">{DIRECTION_WORDS[facts.direction]}</span>
      </Definition>
      <Definition term="Method">
        <PaymentMethod method={facts.method} />
      </Definition>
      {facts.policy && (
        <Definition term="Policy">
          <IntentLink href={`/policies/${facts.policy.id}`} className="underline underline-offset-2">
            {facts.policy.number}
          </IntentLink>
          {facts.policy.product && (
            <span className="block text-muted-foreground text-xs">{facts.policy.product}</span>
          )}
        </Definition>
      )}
      <Definition term="Kind">
        {facts.kind}
        <span className="block text-muted-foreground text-xs">{facts.connectorName}</span>
      </Definition>
      {facts.providerReference && (
        <Definition term="Provider’s reference">
          <span className="inline-flex max-w-full items-center gap-1">
            <span className="truncate font-mono text-xs">{facts.providerReference}</span>
            <CopyButton text={facts.providerReference} label="Copy the provider’s reference" />
          </span>
        </Definition>
      )}
      <Definition term="Created">
        <Time at={facts.createdAt} />
      </Definition>
      <Definition term="Last change">
        <Time at={facts.updatedAt} />
      </Definition>
    </DefinitionList>
  );
}

function Party({ party }: { party: PaymentParty }) {
  return (
    <>
      <IntentLink href={partyAddress(party)} className="break-words underline underline-offset-2">
        {party.name}
      </IntentLink>
      {party.email && <span className="block break-all text-muted-foreground text-xs">{party.email}</span>}
    </>
  );
}

/** Where everything about somebody is found. */
function partyAddress({ type, id }: PaymentParty): string {
  return type === "account" ? `/payments?${new URLSearchParams({ account: id })}` : `/people/${type}/${id}`;
}
