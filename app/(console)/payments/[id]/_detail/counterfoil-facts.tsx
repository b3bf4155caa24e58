import type { ReactNode } from "react";
import { DIRECTION_WORDS } from "@/components/payments/direction-words";
import { PaymentMethod } from "@/components/payments/payment-method";
import { ModeBadge } from "@/components/providers/mode-badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { IntentLink } from "@/components/ui/intent-link";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import type { PaymentParty } from "@/lib/kinds/describe-payment";
import { isolated } from "@/lib/text/isolated";
import type { PaymentView } from "./payment-view";
import { PolicyDefinitions } from "./policy-definitions";

/** What a payment is: whatever has a page is a link, and ids are copied whole. */
export function CounterfoilFacts({ view: { id, facts, policy } }: { view: PaymentView }) {
  return (
    <DefinitionList className="lg:grid-cols-[auto_1fr_auto_1fr]">
      <Definition term="Reference">
        {facts.merchantReference ? <Copied text={facts.merchantReference} name="the reference" /> : "–"}
      </Definition>
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
      <Definition term="Merchant">
        <Named href={facts.merchantHref}>{facts.merchantName}</Named>
      </Definition>
      <Definition term="Type">
        {facts.what}
        <span className="block text-muted-foreground text-xs">
          {policy?.premiumType ? `${policy.premiumType}, ` : ""}
          {DIRECTION_WORDS[facts.direction]}
        </span>
      </Definition>
      <Definition term="Method">
        <Named href={policy?.method?.holderHref ?? null}>
          <PaymentMethod method={facts.method} />
        </Named>
        {policy && <span className="block text-muted-foreground text-xs">{policy.collectedBy}</span>}
      </Definition>
      {facts.policy && (
        <Definition term="Policy">
          <Named href={`/policies/${facts.policy.id}`}>{facts.policy.number}</Named>
          {facts.policy.product && (
            <span className="block text-muted-foreground text-xs">{facts.policy.product}</span>
          )}
        </Definition>
      )}
      {policy && <PolicyDefinitions policy={policy} />}
      <Definition term="Kind">
        {facts.kind}
        <span className="block text-xs">
          <Named href={facts.connectorHref}>{facts.connectorName}</Named>
        </span>
      </Definition>
      {!facts.through && facts.mode && (
        <Definition term="Mode">
          <ModeBadge live={facts.mode === "live"} />
        </Definition>
      )}
      {facts.through && (
        <Definition term="Through">
          <span className="inline-flex flex-wrap items-center gap-1.5">
            {facts.through.label}
            <ModeBadge live={facts.through.live} />
          </span>
        </Definition>
      )}
      {facts.providerReference && (
        <Definition term="Provider’s reference">
          <Copied text={facts.providerReference} name="the provider’s reference" mono />
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
      <Named href={partyAddress(party)}>{party.name}</Named>
      {party.email && <span className="block break-all text-muted-foreground text-xs">{party.email}</span>}
    </>
  );
}

/** Where everything about somebody is found. */
function partyAddress({ type, id }: PaymentParty): string {
  return type === "account" ? `/payments?${new URLSearchParams({ account: id })}` : `/people/${type}/${id}`;
}

/** A name as a link to its page, where this reader may open it. */
export function Named({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href) return children;
  return (
    <IntentLink href={href} className="break-words underline underline-offset-2">
      {children}
    </IntentLink>
  );
}

function Copied({ text, name, mono }: { text: string; name: string; mono?: boolean }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span className={mono ? "truncate font-mono text-xs" : "min-w-0"} title={text}>
        {text}
      </span>
      <CopyButton text={text} label={`Copy ${isolated(name)}`} />
    </span>
  );
}
