import { RECORD_NAMES } from "@/app/(console)/people/record-names";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { IntentLink } from "@/components/ui/intent-link";
import { shortenId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import type { PersonRecord } from "@/lib/people/person";
import { SeparateRecord } from "./separate-record";

/** What somebody is kept as, and where each record is changed. */
export function PersonRecords({
  records,
  mayWrite = false,
}: {
  records: readonly PersonRecord[];
  mayWrite?: boolean;
}) {
  const merged = records.find(({ mergedAt }) => mergedAt);
  return (
    <Card>
      <CardHeader
        title="Known as"
        description="Every record of this merchant’s with the same e-mail address, and what was merged by hand"
      />
      <CardBody>
        <ul className="grid gap-3">
          {records.map((record) => {
            const { address, id } = placeOf(record);
            return (
              <li key={record.id} className="grid gap-0.5">
                {record.deletedAt ? (
                  <span className="font-medium">
                    {RECORD_NAMES[record.type]} <Badge>Deleted</Badge>
                  </span>
                ) : (
                  <IntentLink href={address} className="w-fit font-medium underline underline-offset-2">
                    {RECORD_NAMES[record.type]}
                  </IntentLink>
                )}
                <span className="break-words">{record.name}</span>
                <span className="flex min-w-0 items-center gap-1 text-muted-foreground text-xs">
                  <span className="truncate font-mono">{id}</span>
                  <CopyButton
                    text={id}
                    label={`Copy the id of the ${RECORD_NAMES[record.type].toLowerCase()} ${shortenId(id)}`}
                  />
                </span>
                <span className="break-words text-muted-foreground text-xs">
                  {[record.email, record.phone].filter(Boolean).join(" · ")}
                </span>
                <span className="text-muted-foreground text-xs">
                  {record.reference && `${record.reference} · `}
                  {record.createdAt && (
                    <>
                      Since <Time at={record.createdAt} show="day" />
                    </>
                  )}
                  {record.deletedAt && (
                    <>
                      , deleted <Time at={record.deletedAt} show="day" />
                    </>
                  )}
                </span>
                {mayWrite && record.mergedId && (
                  <SeparateRecord
                    record={{ type: record.type, id: record.id }}
                    name={record.name?.trim() || RECORD_NAMES[record.type].toLowerCase()}
                    id={shortenId(id)}
                  />
                )}
              </li>
            );
          })}
        </ul>
        {merged?.mergedAt && (
          <p className="mt-3 border-t pt-3 text-muted-foreground text-xs">
            Merged by {merged.mergedBy}, <Time at={merged.mergedAt} />. What has the e-mail address of one of
            these is theirs as well, without anybody having merged it.
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function placeOf({ type, id, email, name }: PersonRecord): { address: string; id: string } {
  switch (type) {
    case "customer":
      return {
        address: `/customers?${new URLSearchParams({ q: email ?? name ?? "" })}`,
        id: spellId("cus", id),
      };
    case "policyholder":
      return { address: `/policies/holders/${id}`, id: id };
    case "account":
      return { address: "/connectors/accounts", id };
    case "referral":
      return { address: `/referrals/${spellId("ref", id)}`, id: spellId("ref", id) };
  }
}
