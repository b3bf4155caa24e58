import { CopyButton } from "@/components/ui/copy-button";
import { FilterIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { ShortId, shortenId } from "@/components/ui/short-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AuditLine } from "@/lib/audit/list-audit";
import { isolated } from "@/lib/text/isolated";
import { AuditData } from "./audit-data";
import { type AuditFilters, auditHref } from "./audit-href";
import { actionWords, OBJECT_WORDS, objectHref } from "./audit-words";

export function AuditTable({ lines, filters }: { lines: AuditLine[]; filters: AuditFilters }) {
  return (
    <Table caption="Audit log, newest first" className="sm:[&_td]:align-top">
      <TableHead>
        <HeaderCell>When</HeaderCell>
        <HeaderCell>Who</HeaderCell>
        <HeaderCell>What</HeaderCell>
        <HeaderCell>To</HeaderCell>
        <HeaderCell>Request</HeaderCell>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.id}>
            <Cell>
              <Time at={line.occurredAt} show="full" />
            </Cell>
            <Cell label="Who">
              <IntentLink
                href={auditHref({ ...filters, actorType: line.actor.type, actorId: line.actor.id })}
                title="Show only what they did"
                className="quiet-link"
              >
                {line.actor.label}
              </IntentLink>
              <ToldApart actor={line.actor} />
            </Cell>
            <Cell>
              <div className="grid min-w-0 gap-0.5">
                <span className="font-medium">{actionWords(line.action)}</span>
                <AuditData data={line.data} />
              </div>
            </Cell>
            <Cell label="To">
              <ObjectLink line={line} filters={filters} />
            </Cell>
            <Cell label="Request">
              <RequestLink line={line} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Names are chosen, and two may choose one: a person is their e-mail address, a key its id. */
function ToldApart({ actor: { type, id, email } }: Pick<AuditLine, "actor">) {
  if (type !== "user" && type !== "apiKey") return null;
  return (
    <span className="block text-muted-foreground text-xs wrap-anywhere">
      {email ?? <span className="font-mono">{shortenId(id)}</span>}
    </span>
  );
}

/** What was asked at the API is in the request log, for as long as that keeps it; what people and jobs do is not. */
function RequestLink({ line: { requestKept, requestId } }: { line: AuditLine }) {
  if (!requestKept) return <ShortId id={requestId} name="request id" />;
  return (
    <span className="inline-flex items-center gap-0.5">
      <IntentLink href={`/requests/${requestId}`} className="quiet-link">
        <ShortId id={requestId} copies={false} />
      </IntentLink>
      <CopyButton text={requestId} label={`Copy request id ${shortenId(requestId)}`} />
    </span>
  );
}

function ObjectLink({ line: { object }, filters }: { line: AuditLine; filters: AuditFilters }) {
  const href = objectHref(object.type, object.id);
  const name = OBJECT_WORDS[object.type] ?? object.type.replaceAll("_", " ");
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {href ? (
        <IntentLink href={href} className="quiet-link" title={object.id}>
          {isolated(name)}{" "}
          <span className="font-mono text-muted-foreground text-xs">{shortenId(object.id)}</span>
        </IntentLink>
      ) : (
        name
      )}
      <IntentLink
        href={auditHref({ ...filters, objectType: object.type, objectId: object.id })}
        aria-label={`Show only what was done to this ${name.toLowerCase()}, ${shortenId(object.id)}`}
        title="Show only what was done to it"
        className="filter-link"
      >
        <FilterIcon className="size-3.5" />
      </IntentLink>
    </span>
  );
}
