import { actionClass, primaryClass, quietClass } from "@/components/checkout/action-link";
import { LockIcon, ShieldIcon } from "@/components/ui/icons";
import { isolated } from "@/lib/text/isolated";

interface BankChallengeProps {
  /** As the bank calls itself. */
  bank: string;
  action: string;
  attemptId: string;
  merchantName: string;
  /** The total in the reader's locale. */
  total: string;
  card: { brand: string; last4: string } | null;
}

/** What a bank's 3-D Secure page might look like. One plain form with three buttons: no script is needed. */
export function BankChallenge({ bank, action, attemptId, merchantName, total, card }: BankChallengeProps) {
  return (
    <div className="mx-auto w-full max-w-md overflow-hidden rounded-xl border bg-card shadow-raised">
      <header className="flex items-center justify-between gap-4 bg-foreground px-6 py-4 text-background">
        <span className="flex items-center gap-2 font-semibold">
          <ShieldIcon className="size-5" />
          {bank}
        </span>
        <span className="flex items-center gap-1.5 text-xs">
          <LockIcon className="size-3.5" />
          3-D Secure
        </span>
      </header>
      <form method="post" action={action} className="flex flex-col gap-6 p-6">
        <input type="hidden" name="attemptId" value={attemptId} />
        <div>
          <h1 className="font-semibold text-xl tracking-tight">Is this you?</h1>
          <p className="mt-1 text-base text-muted-foreground">
            Confirm the payment, or refuse it if you did not ask for it.
          </p>
        </div>
        <dl className="grid gap-2 border-y border-dashed py-4">
          <Row term="To">{isolated(merchantName)}</Row>
          <Row term="Amount">
            <span className="whitespace-nowrap">{total}</span>
          </Row>
          {card && <Row term="Card">•••• {card.last4}</Row>}
        </dl>
        <div className="grid gap-3">
          <button type="submit" name="result" value="approve" className={`${actionClass} ${primaryClass}`}>
            Approve payment
          </button>
          <button type="submit" name="result" value="fail" className={`${actionClass} ${quietClass}`}>
            Refuse payment
          </button>
          <button
            type="submit"
            name="result"
            value="leave"
            className={`${actionClass} text-muted-foreground hover:bg-hover`}
          >
            Leave without answering
          </button>
        </div>
      </form>
    </div>
  );
}

function Row({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="flex justify-between gap-6">
      <dt className="shrink-0 text-muted-foreground">{term}</dt>
      <dd className="figures min-w-0 wrap-anywhere text-right font-medium">{children}</dd>
    </div>
  );
}
