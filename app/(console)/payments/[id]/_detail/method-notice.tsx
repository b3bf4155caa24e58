import { VerifyMethod } from "@/app/(console)/_shared/verify-method";
import { Notice } from "@/components/ui/notice";
import { Named } from "./counterfoil-facts";
import type { PaymentView } from "./payment-view";

type ShownMethod = NonNullable<NonNullable<PaymentView["policy"]>["method"]>;

/** Why nothing can be collected with the payment's method, and the way out. */
export function MethodNotice({ method }: { method: ShownMethod }) {
  const { id, name, holderHref, state, reason, mayVerify } = method;
  const blocked = state === "blocked";
  return (
    <Notice
      tone="caution"
      title={blocked ? `Payment method blocked${reason ? `: ${reason}` : ""}` : "Payment method not verified"}
    >
      <p>
        Nothing is collected with <Named href={holderHref}>{name}</Named> until it is{" "}
        {blocked ? "unblocked" : "verified"}.
      </p>
      {mayVerify && (
        <div className="mt-2 flex flex-wrap gap-2">
          <VerifyMethod
            {...{ id, name, blocked }}
            size="sm"
            words={blocked ? "Unblock payment method" : "Mark as verified"}
          />
        </div>
      )}
    </Notice>
  );
}

/** What the payer has yet to agree to, and where they are asked. */
export function AgreementNotice({
  missing,
  policyHref,
}: NonNullable<NonNullable<PaymentView["policy"]>["notAgreed"]>) {
  const isMandate = missing === "mandate";
  return (
    <Notice tone="caution" title={isMandate ? "No active DebiCheck mandate" : "The payer has not agreed"}>
      <p>
        Nothing is collected until {isMandate ? "one is active" : "they agree to a provider that takes it"}:{" "}
        <Named href={policyHref}>open the policy</Named>.
      </p>
    </Notice>
  );
}
