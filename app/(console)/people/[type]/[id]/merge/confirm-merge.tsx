import { Card, CardBody } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { Person } from "@/lib/people/person";
import { isolated } from "@/lib/text/isolated";
import { PersonRecords } from "../person-records";
import { PersonTotals } from "../person-totals";
import { MergeButton } from "./merge-button";

/** Both sides as they are, and the button that makes them one. */
export function ConfirmMerge({ one, other, href }: { one: Person; other: Person; href: string }) {
  const [first, second] = [one.records[0], other.records[0]];
  const refusal = whyNot(one, other);
  return (
    <div className="grid gap-4">
      <div className="grid items-start gap-4 md:grid-cols-2">
        <Side person={one} />
        <Side person={other} />
      </div>
      <Card>
        <CardBody className="grid gap-3 pt-4">
          {refusal || !first || !second ? (
            <Notice tone="caution" title={refusal ?? "One of them has no record."} />
          ) : (
            <>
              <p>
                From then on they are one person, with {payments(one.paymentsCount + other.paymentsCount)}: on
                this page, in searches and among possible duplicates. The records themselves and the history
                of each payment stay as they are, and you can separate them again.
              </p>
              <MergeButton
                href={href}
                name={other.name}
                input={{
                  one: { type: first.type, id: first.id },
                  other: { type: second.type, id: second.id },
                  seenIds: [...one.records, ...other.records].map(({ id }) => id),
                }}
              />
            </>
          )}
        </CardBody>
      </Card>
    </div>
  );
}

function whyNot(one: Person, other: Person): string | null {
  if (one.merchantId !== other.merchantId)
    return `${isolated(one.name)} is ${isolated(one.merchantName)}’s, ${isolated(other.name)} is ${isolated(other.merchantName)}’s: a person is one merchant’s.`;
  return one.records.some(({ id }) => id === other.records[0]?.id) ? "They are one person already." : null;
}

function Side({ person }: { person: Person }) {
  return (
    <section aria-label={person.name} className="grid gap-4">
      <header>
        <h2 className="font-semibold text-base">{person.name}</h2>
        <p className="text-muted-foreground">
          {[person.email, person.phone, payments(person.paymentsCount)].filter(Boolean).join(" · ")}
        </p>
      </header>
      <PersonRecords records={person.records} />
      <PersonTotals totals={person.totals} />
    </section>
  );
}

function payments(count: number): string {
  return count === 1 ? "1 payment" : `${count} payments`;
}
