"use client";

import { applied, SelectFilter } from "@/components/filters/filter-fields";
import { FilterForm } from "@/components/filters/filter-form";
import { FilterPanel } from "@/components/filters/filter-panel";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { CalendarIcon, XIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { IntentLink } from "@/components/ui/intent-link";
import { shortenId } from "@/components/ui/short-id";
import { type AuditFilters, auditHref } from "./audit-href";
import { ACTOR_WORDS, OBJECT_WORDS } from "./audit-words";

/** What is asked for is in the address, so that it can be sent to somebody. */
export function Filters({ filters }: { filters: AuditFilters }) {
  const { actorId, objectId, requestId, action, from, to } = filters;
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <div className="mb-3">
      <FilterForm key={auditHref(filters)} action="/settings/audit">
        <SelectFilter
          bare
          name="actorType"
          label="Who"
          any="By anybody"
          chosen={filters.actorType}
          options={Object.entries(ACTOR_WORDS)}
          className="w-40"
        />
        <SelectFilter
          bare
          name="objectType"
          label="To what"
          any="To anything"
          chosen={filters.objectType}
          options={Object.entries(OBJECT_WORDS)}
          className="w-40"
        />
        <FilterPanel icon={<CalendarIcon />} label="Days" applied={applied([from, to])} className="w-72">
          <div className="grid grid-cols-2 gap-2">
            <Field id="from" label="From day (UTC)">
              {(field) => <Input {...field} name="from" type="date" defaultValue={from} />}
            </Field>
            <Field id="to" label="To day (UTC)">
              {(field) => <Input {...field} name="to" type="date" defaultValue={to} />}
            </Field>
          </div>
        </FilterPanel>
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
      </FilterForm>
    </div>
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
      <IntentLink
        href={auditHref({ ...filters, [name]: undefined })}
        aria-label={`Take away: ${label.toLowerCase()}`}
        className="grid size-6 place-items-center rounded-sm hover:bg-hover"
      >
        <XIcon className="size-3.5" />
      </IntentLink>
    </span>
  );
}
