import { FirstSteps } from "@/app/(console)/_shared/first-steps";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchIcon } from "@/components/ui/icons";
import { firstPage, type PaymentSearch, paymentSearchParams } from "@/lib/payments/search";
import type { Actor } from "@/lib/verb/context";
import { whyNothing } from "./finds-nothing";

/** Nothing found is not the same as nothing there. */
export function NoPayments({ search, actor }: { search: PaymentSearch; actor: Actor }) {
  const narrowed = paymentSearchParams(firstPage(search)).size > 0;
  if (!narrowed) return <FirstSteps actor={actor} />;
  return (
    <EmptyState
      icon={SearchIcon}
      title="No payment fits"
      actions={<ButtonLink href="/payments">Show all payments</ButtonLink>}
    >
      {whyNothing(search).map((sentence) => (
        <span key={sentence} className="block font-medium text-foreground">
          {sentence}
        </span>
      ))}
      Take a filter away, or look for other words: a name, an e-mail address, a telephone number, the last
      four digits of a card or an account, an amount, a reference or any id. Every word has to fit.
    </EmptyState>
  );
}
