"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { LiveObject } from "@/components/live/live-object";
import { PaymentTable } from "@/components/payments/payment-table";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { OpenFailures } from "./open-failures";
import { PersonNotes } from "./person-notes";
import { PersonRecords } from "./person-records";
import { PersonTotals } from "./person-totals";
import { SavedCards } from "./saved-cards";

export function ShownPerson(hydrated: Hydrated<"person">) {
  const person = useConsoleQuery("person", hydrated);
  const { lines, disputes, cards, mayWrite } = person;
  const twice = lines.filter(({ possibleDuplicate }) => possibleDuplicate);
  const [first] = person.records;
  return (
    <>
      <PageHeader
        up={{ href: "/people", label: "People" }}
        title={person.name}
        beside={<LiveObject of="person" cursor={hydrated.shown.cursor} />}
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
            <PaymentTable
              caption="Payments that may be one paid twice"
              lines={twice}
              refundable={person.mayRefund}
            />
          </Card>
        )}
        {disputes.length > 0 && (
          <Card>
            <CardHeader title="Disputes to answer" description="Each by its deadline: its page says where" />
            <PaymentTable caption="Disputes, the first to be answered first" lines={disputes} />
          </Card>
        )}
        <OpenFailures failures={person.failures} more={person.moreFailures} />
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
              person.moreThanShown === null
                ? undefined
                : `The newest ${lines.length} of ${person.moreThanShown}`
            }
          />
          {lines.length > 0 ? (
            <PaymentTable caption="Payments, newest first" lines={lines} />
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
