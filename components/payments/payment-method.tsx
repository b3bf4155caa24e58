import type { PaymentMethodSummary } from "@/lib/kinds/describe-payment";
import { cardName } from "@/lib/text/card-brand";

/** What a payment was or will be made with: a card or an account by its last digits. No card's number was ever here. */
export function PaymentMethod({ method }: { method: PaymentMethodSummary | null }) {
  if (!method) return <span className="text-muted-foreground">–</span>;
  const name = methodName(method);
  if (!method.last4) return <span className="whitespace-nowrap">{name}</span>;
  return (
    <span className="figure-text">
      {`${name} `}
      <span aria-hidden="true">••</span> <span className="sr-only">ending in</span>
      {method.last4}
    </span>
  );
}

function methodName({ type, brand }: PaymentMethodSummary): string {
  switch (type) {
    case "card":
      return cardName(brand);
    case "debit_order":
      return "Account";
    case "eft":
      return "Bank transfer";
    case "external":
      return "Outside";
  }
}
