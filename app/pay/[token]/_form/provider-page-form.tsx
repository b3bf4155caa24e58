import { actionClass, primaryClass } from "@/components/checkout/action-link";
import { LockIcon } from "@/components/ui/icons";
import { type Notice, PayNotice } from "./pay-notice";

interface ProviderPageFormProps {
  action: string;
  /** The provider, as people name it. */
  label: string;
  total: string;
  notice: Notice | null;
}

/** One button to the provider's own page: nothing is typed here. In an iframe that page belongs in the whole window. */
export function ProviderPageForm({ action, label, total, notice }: ProviderPageFormProps) {
  return (
    <form method="post" action={action} target="_top" className="flex flex-col gap-5">
      <h1 className="font-semibold text-xl tracking-tight">Pay with {label}</h1>
      <PayNotice notice={notice} />
      <p className="text-pretty text-muted-foreground">
        You pay on {label}’s own secure page, and come back here afterwards. Your card number never reaches
        us.
      </p>
      <button type="submit" className={`${actionClass} ${primaryClass} h-12 text-base`}>
        <LockIcon className="size-4" />
        Continue to pay {total}
      </button>
    </form>
  );
}
