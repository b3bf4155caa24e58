import { Badge, type Tone } from "@/components/ui/badge";
import { ShortId } from "@/components/ui/short-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { spellId } from "@/lib/ids";
import type { KeyState } from "@/lib/keys/key";
import type { ListedKey } from "@/lib/keys/list-keys";
import { isolated } from "@/lib/text/isolated";
import type { Scope } from "@/lib/verb/permissions";
import { KeyMenu } from "./key-menu";

export function KeyTable({ keys, manage }: { keys: ListedKey[]; manage: boolean }) {
  return (
    <Table caption="API keys, newest first">
      <TableHead>
        <HeaderCell>Name</HeaderCell>
        <HeaderCell>May</HeaderCell>
        <HeaderCell>Merchant</HeaderCell>
        <HeaderCell>Last used</HeaderCell>
        <HeaderCell>Created</HeaderCell>
        <HeaderCell>State</HeaderCell>
        <HeaderCell>
          <span className="sr-only">Actions</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.id} className="max-sm:relative">
            <Cell className="max-w-64 max-sm:max-w-none">
              <div className="grid grid-cols-1">
                <span className="font-medium">{key.name}</span>
                <span className="flex items-center gap-2 text-muted-foreground">
                  <ShortId id={spellId("key", key.id)} name="key id" />
                  <span className="font-mono text-xs" title="What the secret ends in">
                    …{key.hint}
                  </span>
                </span>
              </div>
            </Cell>
            <Cell label="May">{key.partner ? "Read what is the partner’s" : scopeText(key.scopes)}</Cell>
            <Cell label="Merchant" className="max-w-56 max-sm:max-w-none">
              {key.merchant?.name ?? <span className="text-muted-foreground">All merchants</span>}
              {key.partner && (
                <span className="block text-muted-foreground text-xs">
                  for the partner {isolated(key.partner.name)}
                </span>
              )}
            </Cell>
            <Cell label="Last used">
              {key.lastUsedAt ? (
                <Time at={key.lastUsedAt} />
              ) : (
                <span className="text-muted-foreground">Never</span>
              )}
            </Cell>
            <Cell label="Created">
              <div className="grid">
                <Time at={key.createdAt} show="day" />
                <Maker maker={key.maker} />
              </div>
            </Cell>
            <Cell label="State">
              <KeyStateBadge state={key.state} expiresAt={key.expiresAt} />
            </Cell>
            <Cell className="text-right max-sm:absolute max-sm:top-2.5 max-sm:right-3">
              {manage && key.state !== "revoked" && key.state !== "expired" && <KeyMenu apiKey={key} />}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A key goes on when whoever made it is disabled: that should be seen, and not by chance. */
function Maker({ maker }: { maker: ListedKey["maker"] }) {
  if (!maker) return <span className="text-muted-foreground text-xs">at the command line</span>;
  return (
    <span className="flex flex-wrap items-center gap-1.5 text-muted-foreground text-xs">
      by {isolated(maker.name)}
      {maker.disabled && <Badge tone="caution">Disabled</Badge>}
    </span>
  );
}

const STATES: Record<KeyState, { label: string; tone: Tone }> = {
  active: { label: "Active", tone: "positive" },
  rotating: { label: "Until", tone: "caution" },
  expired: { label: "Ended", tone: "neutral" },
  revoked: { label: "Revoked", tone: "neutral" },
};

function KeyStateBadge({ state, expiresAt }: { state: KeyState; expiresAt: Date | null }) {
  const { label, tone } = STATES[state];
  return (
    <Badge tone={tone}>
      {label}
      {state === "rotating" && expiresAt && <Time at={expiresAt} />}
    </Badge>
  );
}

function scopeText(scopes: readonly Scope[]): string {
  // Whoever writes payments reads them.
  const shown = scopes.filter((scope) => scope !== "payments:read" || !scopes.includes("payments:write"));
  const [first = "", ...rest] = shown.map((scope) => SCOPE_TEXT[scope]);
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(", ");
}

const SCOPE_TEXT: Record<Scope, string> = {
  "payments:read": "read payments",
  "payments:write": "read and write payments",
  "webhooks:manage": "manage webhooks",
  "payouts:run": "pay out commissions",
  "merchants:manage": "manage merchants",
};
