import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { paymentLine } from "@/components/payments/payment-line";
import { PaymentRows } from "@/components/payments/payment-rows";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { duplicatesAmong } from "@/lib/people/list-duplicates";
import { getPerson, PERSON_PAYMENTS_MAX, PERSON_RECORD_TYPES } from "@/lib/people/person";
import { problemOf } from "@/lib/verb/problem";
import { PersonRecords } from "./person-records";
import { PersonTotals } from "./person-totals";

type Props = PageProps<"/people/[type]/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { type, id } = await params;
  return { title: (await loadPerson(type, id)).name };
}

export default async function PersonPage({ params }: Props) {
  const { type, id } = await params;
  const person = await loadPerson(type, id);
  const twice = duplicatesAmong(person.payments);
  return (
    <>
      <PageHeader
        up={{ href: "/people", label: "People" }}
        title={person.name}
        description={[person.email, person.phone, person.merchantName].filter(Boolean).join(" · ")}
      />
      <div className="grid grid-cols-1 gap-4">
        {twice.size > 0 && (
          <Card>
            <CardHeader
              title="Possibly paid twice"
              description="The same amount within a day, and the money of each is still here. Open one to refund it."
            />
            <PaymentRows
              caption="Payments that may be one paid twice"
              lines={person.payments.filter((each) => twice.has(each.id)).map(paymentLine)}
            />
          </Card>
        )}
        <div className="grid grid-cols-1 items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
          <PersonTotals totals={person.totals} />
          <PersonRecords records={person.records} />
        </div>
        <Card>
          <CardHeader
            title="Payments"
            description={
              person.paymentsCount > PERSON_PAYMENTS_MAX
                ? `The newest ${PERSON_PAYMENTS_MAX} of ${person.paymentsCount}`
                : undefined
            }
          />
          {person.payments.length > 0 ? (
            <PaymentRows caption="Payments, newest first" lines={person.payments.map(paymentLine)} />
          ) : (
            <CardBody>
              <p className="text-muted-foreground">No payments yet.</p>
            </CardBody>
          )}
        </Card>
      </div>
    </>
  );
}

const loadPerson = cache(async (asked: string, id: string) => {
  await requireOperator("payments:read");
  const type = PERSON_RECORD_TYPES.find((each) => each === asked);
  if (!type) notFound();
  return getPerson({ ctx: await operatorCtx(), input: { type, id } }).catch((err: unknown) => {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  });
});
