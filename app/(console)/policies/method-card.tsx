import { enumWords } from "@/components/policies/enum-words";
import { MethodBadge } from "@/components/policies/policy-badges";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { isUsable } from "@/lib/policies/enums";
import { methodName } from "@/lib/policies/methods/payment-method-name";
import { MethodActions } from "./method-actions";
import type { MethodView } from "./method-view";

/** A way to pay: what it is, whether it can be used and, where it cannot, why and what to do. Never the whole number. */
export function MethodCard({ method, manage }: { method: MethodView; manage: boolean }) {
  const { bank, card, external } = method.details;
  return (
    <Card aria-label={methodName(method)}>
      <CardHeader title={methodName(method)} actions={<MethodBadge method={method} />} />
      <CardBody className="grid gap-3">
        {method.blockedReason && (
          <Notice tone="negative" title={method.blockedReason}>
            Nothing is collected with it until it is unblocked.
          </Notice>
        )}
        <DefinitionList>
          {bank && (
            <>
              <Definition term="Account holder">{bank.account_holder}</Definition>
              <Definition term="Bank">
                {bank.bank}, {bank.branch_code}
              </Definition>
              <Definition term="Account">
                {enumWords(bank.account_type)}, ending {method.last4}
              </Definition>
            </>
          )}
          {card && (
            <Definition term="Card">{[card.brand, card.holder].filter(Boolean).join(", ") || "–"}</Definition>
          )}
          {card?.expiry_month && card.expiry_year && (
            <Definition term="Expires">
              {String(card.expiry_month).padStart(2, "0")}/{card.expiry_year}
            </Definition>
          )}
          {external && <Definition term="Key">{external.payment_method_key}</Definition>}
          <Definition term="Failures in a row">{method.consecutiveFailures}</Definition>
        </DefinitionList>
        {manage && (
          <MethodActions
            id={method.id}
            name={methodName(method)}
            usable={isUsable(method)}
            blocked={method.banvStatus === "blocked"}
          />
        )}
      </CardBody>
    </Card>
  );
}
