import type { Metadata } from "next";
import { loadPolicy } from "@/app/(console)/policies/[id]/load-policy";
import { operatorCtx, requireOperator } from "@/app/operator";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { dayInUtc } from "@/components/ui/time-text";
import { exponentOf } from "@/lib/money/currencies";
import { asTyped } from "@/lib/money/format";
import type { MethodType } from "@/lib/policies/enums";
import { listPaymentMethods } from "@/lib/policies/methods/manage-payment-methods";
import { methodName } from "@/lib/policies/methods/payment-method-name";
import { listRetriable } from "@/lib/policies/payments/list-retriable";
import { isolated } from "@/lib/text/isolated";
import { originalChoices } from "./original-choices";
import { RecordPolicyPaymentForm } from "./record-form";

export async function generateMetadata({ params }: PageProps<"/policies/[id]/record">): Promise<Metadata> {
  await requireOperator("payments:create");
  const { policyNumber } = await loadPolicy((await params).id);
  return { title: `Record a payment of policy ${policyNumber}` };
}

const CHOICES_MAX = 100;

export default async function RecordPaymentPage({ params }: PageProps<"/policies/[id]/record">) {
  await requireOperator("payments:create");
  const [ctx, policy] = [await operatorCtx(), await loadPolicy((await params).id)];
  const page = { limit: CHOICES_MAX, offset: 0 };
  const [{ methods }, failed] = await Promise.all([
    listPaymentMethods({ ctx, input: { policyholderIds: [policy.policyholderId], ...page } }),
    listRetriable({ ctx, input: { policyId: policy.id } }),
  ]);
  const assignedFirst = methods.toSorted((one) => (one.id === policy.paymentMethodId ? -1 : 0));
  const reader = await currentReader();
  const { minimumPaymentAmount: minimum } = policy.billing;
  return (
    <>
      <PageHeader
        up={{ href: `/policies/${policy.id}`, label: policy.policyNumber }}
        title="Record policy payment"
        description={`${isolated(policy.packageName)}, ${isolated(policy.holderName)}`}
      />
      <Card className="max-w-3xl">
        {methods.length === 0 ? (
          <EmptyState
            title="No payment method yet"
            actions={
              <ButtonLink href={`/policies/holders/${policy.policyholderId}`} variant="primary">
                Add a payment method
              </ButtonLink>
            }
          >
            A payment says how it is or was collected, so {isolated(policy.holderName)} needs a payment method
            first.
          </EmptyState>
        ) : (
          <CardBody className="pt-4">
            <RecordPolicyPaymentForm
              policy={{
                id: policy.id,
                currency: policy.currency,
                premium: asTyped(policy.monthlyPremiumMinor, exponentOf(policy.currency), reader.locale),
                minimumMinor: minimum.enabled ? minimum.amountInCents : null,
                today: dayInUtc(ctx.now),
                now: ctx.now.toISOString(),
              }}
              choices={{
                methods: assignedFirst.map((method) => ({
                  value: method.id,
                  label: methodName(method),
                  type: method.type,
                  collection: usualCollection(method.type),
                })),
                originals: originalChoices(failed, reader),
              }}
            />
          </CardBody>
        )}
      </Card>
    </>
  );
}

function usualCollection(type: MethodType): string {
  switch (type) {
    case "debit_order":
      return "debit_order_two_day";
    case "card":
    case "external":
      return type;
    case "eft":
      return "other";
  }
}
