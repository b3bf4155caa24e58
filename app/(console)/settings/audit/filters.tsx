import Link from "next/link";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { XIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { shortenId } from "@/components/ui/short-id";
import { type AuditFilters, auditHref } from "./audit-href";
import { ACTOR_WORDS, OBJECT_WORDS } from "./audit-words";

/** A plain form: what it asks for is in the address, so that it can be sent to somebody and works without JavaScript. */
export function Filters({ filters }: { filters: AuditFilters }) {
  const { actorId, objectId, requestId, action } = filters;
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <form
      action="/settings/audit"
      // A new filter is a new form: its fields begin with what the address says.
      key={auditHref(filters)}
      className="mb-4 flex flex-wrap items-end gap-3"
    >
      <Field id="actorType" label="Who" className="w-40">
        {(field) => (
          <Select {...field} name="actorType" defaultValue={filters.actorType ?? ""}>
            <option value="">Anybody</option>
            {Object.entries(ACTOR_WORDS).map(([type, words]) => (
              <option key={type} value={type}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="objectType" label="To what" className="w-40">
        {(field) => (
          <Select {...field} name="objectType" defaultValue={filters.objectType ?? ""}>
            <option value="">Anything</option>
            {Object.entries(OBJECT_WORDS).map(([type, words]) => (
              <option key={type} value={type}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="from" label="From day (UTC)" className="w-38">
        {(field) => <Input {...field} name="from" type="date" defaultValue={filters.from} />}
      </Field>
      <Field id="to" label="To day (UTC)" className="w-38">
        {(field) => <Input {...field} name="to" type="date" defaultValue={filters.to} />}
      </Field>
      <Kept name="actorId" label="One actor" value={actorId} filters={filters} />
      <Kept name="objectId" label="One object" value={objectId} filters={filters} />
      <Kept name="requestId" label="One request" value={requestId} filters={filters} />
      <Kept name="action" label="One action" value={action} filters={filters} />
      <Button type="submit">Show</Button>
      {filtered && (
        <ButtonLink href="/settings/audit" variant="ghost">
          Clear
        </ButtonLink>
      )}
    </form>
  );
}

/** A filter that was chosen by pressing on a line, kept until it is taken away. */
function Kept({
  name,
  label,
  value,
  filters,
}: {
  name: keyof AuditFilters;
  label: string;
  value: string | undefined;
  filters: AuditFilters;
}) {
  if (value === undefined) return null;
  return (
    <span className="inline-flex h-8 items-center gap-1.5 rounded-md border bg-primary-surface pr-1 pl-2.5 text-xs">
      <input type="hidden" name={name} value={value} />
      {label} <span className="font-mono">{shortenId(value)}</span>
      <Link
        href={auditHref({ ...filters, [name]: undefined })}
        aria-label={`Take away: ${label.toLowerCase()}`}
        className="grid size-6 place-items-center rounded-sm hover:bg-hover"
      >
        <XIcon className="size-3.5" />
      </Link>
    </span>
  );
}
