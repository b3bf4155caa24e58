import { PaymentMethod } from "@/components/payments/payment-method";
import { ModeBadge } from "@/components/providers/mode-badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { isolated } from "@/lib/text/isolated";
import type { KeptCard } from "./load-cards";
import { RemoveCard } from "./remove-card";

/** The cards that somebody may be charged by while they are away, each with who keeps it. */
export function SavedCards({ cards, mayWrite }: { cards: readonly KeptCard[]; mayWrite: boolean }) {
  return (
    <Card>
      <CardHeader
        title="Saved cards"
        description="Kept by the provider they were paid at, and charged there alone"
      />
      <CardBody>
        <ul className="grid gap-3">
          {cards.map(({ id, customerId, brand, last4, expiryMonth, expiryYear, keeper }) => (
            <li key={id} className="grid gap-1">
              <PaymentMethod method={{ type: "card", brand, last4 }} />
              <span className="flex flex-wrap items-center gap-1.5 text-muted-foreground text-xs">
                Until {String(expiryMonth).padStart(2, "0")}/{expiryYear} · {isolated(keeper.label)}
                <ModeBadge live={keeper.live} />
              </span>
              {mayWrite && (
                <RemoveCard
                  card={{ customerId, id }}
                  name={`the card ending in ${last4}, kept by ${isolated(keeper.label)}`}
                />
              )}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
