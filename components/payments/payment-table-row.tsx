import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyIcon, UndoIcon } from "@/components/ui/icons";
import { RowLink } from "@/components/ui/row-link";
import { ShortId, shortenId } from "@/components/ui/short-id";
import { Cell, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { isolated } from "@/lib/text/isolated";
import { PaymentAmount } from "./payment-amount";
import type { PaymentLine } from "./payment-line";
import { PaymentMethod } from "./payment-method";
import { SelectPayment } from "./selection";
import { StatusBadge } from "./status-badge";
import { TestMark } from "./test-mark";

/** The row's one link covers it all, and is what j, k and Enter walk; x presses its checkbox where it has one. */
export function PaymentTableRow({
  line,
  selectable = false,
  refundable = false,
  gone = false,
}: {
  line: PaymentLine;
  selectable?: boolean;
  /** Where it can be refunded from here, that is one click away. */
  refundable?: boolean;
  /** It was found when the page was made, and would not be any more. */
  gone?: boolean;
}) {
  const { id, name, about, what, direction, amountMinor, currency, precision } = line;
  return (
    <TableRow data-row className={cn("stacked-row", gone && "bg-muted italic")}>
      {selectable && (
        <Cell className="w-px pr-0 max-sm:hidden">
          <SelectPayment id={id} name={nameOf(line)} />
        </Cell>
      )}
      <Cell className="name-cell">
        <span className="name-line">
          <RowLink href={`/payments/${id}`}>{name}</RowLink>
          {gone && <span className="sr-only">(no longer on this list)</span>}
          {line.mode === "test" && <TestMark />}
          {about && <span className="truncate text-muted-foreground max-lg:hidden">{about}</span>}
        </span>
      </Cell>
      <Cell className="kind-cell">
        {what}
        {about && <span className="truncate text-muted-foreground sm:hidden">{about}</span>}
      </Cell>
      <Cell numeric>
        <PaymentAmount {...{ direction, amountMinor, currency, precision }} />
      </Cell>
      <Cell>
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
          <StatusBadge status={line.status} />
          {line.inDispute && <Deadline respondBy={line.respondBy} />}
          {line.possibleDuplicate && (
            <Badge tone="caution" icon={CopyIcon}>
              Possible duplicate
            </Badge>
          )}
          {line.failure && (
            <span className="text-muted-foreground text-xs max-2xl:hidden">{line.failure}</span>
          )}
        </span>
      </Cell>
      <Cell className="max-md:hidden">
        <PaymentMethod method={line.method} />
      </Cell>
      <Cell className="max-2xl:hidden">
        <ShortId id={id} name="payment id" className="above-row" />
      </Cell>
      <Cell className="date-cell">
        <Time at={line.createdAt} />
      </Cell>
      {refundable && (
        <Cell className={cn("w-px max-sm:order-last max-sm:col-span-2", !line.giveBack && "max-sm:hidden")}>
          {line.giveBack && (
            <ButtonLink
              href={`/payments/${id}?do=${line.giveBack}`}
              size="sm"
              className="relative z-10"
              aria-label={`${GIVE_BACK[line.giveBack]} ${nameOf(line)}`}
            >
              <UndoIcon /> {GIVE_BACK[line.giveBack]}
            </ButtonLink>
          )}
        </Cell>
      )}
    </TableRow>
  );
}

/** Of what was paid twice both have one reference, and a customer may have many payments. */
function nameOf({ id, name }: PaymentLine): string {
  return `${isolated(name)}, ${shortenId(id)}`;
}

const GIVE_BACK = { refund: "Refund", reverse: "Reverse" };

function Deadline({ respondBy }: Pick<PaymentLine, "respondBy">) {
  return (
    <span className="text-muted-foreground text-xs">
      {respondBy ? (
        <>
          {respondBy.isPast ? "Was to be answered by" : "Answer by"} <Time at={respondBy.at} />
        </>
      ) : (
        "Deadline not told"
      )}
    </span>
  );
}
