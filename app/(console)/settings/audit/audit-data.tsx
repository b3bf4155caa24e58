import { isolated } from "@/lib/text/isolated";

const SHOWN_MAX = 8;
const TEXT_CHARACTERS_MAX = 120;
// Bare minor units: the payment's own page shows them as money.
const LEFT_OUT = ["amountMinor"];

/** Facts that are told in words of their own: ids of what is gone say nothing to a reader. */
const TOLD: Record<string, (value: unknown) => string> = {
  replaced: (ids) => (Array.isArray(ids) && ids.length > 1 ? `${ids.length} earlier ones` : "an earlier one"),
};

/** What a line of the log says besides, as facts: `name: Northwind → Southwind`. */
export function AuditData({ data }: { data: Record<string, unknown> }) {
  const facts = Object.entries(data)
    .filter(([name, value]) => value !== null && !LEFT_OUT.includes(name))
    .slice(0, SHOWN_MAX);
  if (facts.length === 0) return null;
  return (
    <span className="max-w-xl wrap-anywhere text-muted-foreground text-xs">
      {facts.map(([name, value], index) => (
        <span key={name}>
          {`${index > 0 ? " · " : ""}${words(name)}: ${Object.hasOwn(TOLD, name) ? TOLD[name]?.(value) : text(value)}`}
        </span>
      ))}
    </span>
  );
}

function text(value: unknown): string {
  if (isChange(value)) return `${text(value.from)} → ${text(value.to)}`;
  if (Array.isArray(value)) return value.map(text).join(", ");
  const plain = isolated(typeof value === "object" && value !== null ? JSON.stringify(value) : String(value));
  return plain.length > TEXT_CHARACTERS_MAX ? `${plain.slice(0, TEXT_CHARACTERS_MAX)}…` : plain;
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}

function words(name: string): string {
  return name.replace(/([A-Z])/g, " $1").toLowerCase();
}
