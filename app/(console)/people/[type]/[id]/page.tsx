import type { Metadata } from "next";
import { operatorCtx } from "@/app/operator";
import { markDuplicates, paymentLine } from "@/components/payments/payment-line";
import { PaymentRows } from "@/components/payments/payment-rows";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { duplicatesOf } from "@/lib/payments/duplicates";
import { PERSON_PAYMENTS_MAX } from "@/lib/people/person";
import { may } from "@/lib/verb/permissions";
import { loadCards } from "./load-cards";
import { loadPerson } from "./load-person";
import { OpenFailures } from "./open-failures";
import { PersonNotes } from "./person-notes";
import { PersonRecords } from "./person-records";
import { PersonTotals } from "./person-totals";
import { SavedCards } from "./saved-cards";

type Props = PageProps<"/people/[type]/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { type, id } = await params;
  return { title: (await loadPerson(type, id)).name };
}

export default async function PersonPage({ params }: Props) {
  const { type, id } = await params;
  const person = await loadPerson(type, id);
  const { actor, now } = await operatorCtx();
  const duplicates = await duplicatesOf(person.payments.map((each) => each.id));
  const lines = markDuplicates(
    person.payments.map((payment) => paymentLine(payment, now)),
    duplicates,
  );
  const twice = lines.filter(({ possibleDuplicate }) => possibleDuplicate);
  const mayWrite = may(actor, "customers:write");
  const [first] = person.records;
  const cards = await loadCards(person);
  return (
    <>
      <PageHeader
        up={{ href: "/people", label: "People" }}
        title={person.name}
        description={[person.email, person.phone, person.merchantName].filter(Boolean).join(" · ")}
        actions={
          mayWrite &&
          first && (
            <ButtonLink href={`/people/${first.type}/${first.id}/merge`}>
              Merge with another person
            </ButtonLink>
          )
        }
      />
      <div className="grid grid-cols-1 gap-4">
        {twice.length > 0 && (
          <Card>
            <CardHeader
              title="Possibly paid twice"
              description="The same amount within a day, and money of each is still here. Refund one of them if it is."
            />
            <PaymentRows
              caption="Payments that may be one paid twice"
              lines={twice}
              refundable={may(actor, "payments:refund")}
            />
          </Card>
        )}
        {person.disputes.length > 0 && (
          <Card>
            <CardHeader title="Disputes to answer" description="Each by its deadline: its page says where" />
            <PaymentRows
              caption="Disputes, the first to be answered first"
              lines={person.disputes.map((payment) => paymentLine(payment, now))}
            />
          </Card>
        )}
        <OpenFailures failures={person.openFailures} now={now} />
        <div className="grid grid-cols-1 items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
          <PersonTotals totals={person.totals} />
          <PersonRecords records={person.records} mayWrite={mayWrite} />
          {cards.length > 0 && <SavedCards cards={cards} mayWrite={mayWrite} />}
          {first && (
            <PersonNotes
              record={{ type: first.type, id: first.id }}
              notes={person.notes}
              mayWrite={mayWrite}
            />
          )}
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
          {lines.length > 0 ? (
            <PaymentRows caption="Payments, newest first" lines={lines} />
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
