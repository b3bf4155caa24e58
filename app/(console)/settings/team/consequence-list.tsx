import type { ReactNode } from "react";
import { addressWords } from "@/app/(console)/settings/account/address-words";
import { browserName } from "@/app/(console)/settings/account/browser-name";
import type { DisableConsequences } from "@/lib/team/disable-consequences";
import { isolated } from "@/lib/text/isolated";

/** What a person has open, and what becomes of it when they are disabled. */
export function ConsequenceList({
  consequences: { sessions, sessionCount, streamCount, invitations, keys, keyCount },
  keysEnd,
}: {
  consequences: DisableConsequences;
  keysEnd: boolean;
}) {
  return (
    <dl className="grid gap-3 text-sm">
      <Consequence what={`${sessionCount} signed-in ${sessionCount === 1 ? "browser" : "browsers"}`}>
        {sessionCount > 0 && <p>Signed out at once.</p>}
        <Names
          names={sessions.map(({ browser, address }) => `${browserName(browser)}, ${addressWords(address)}`)}
          count={sessionCount}
        />
      </Consequence>
      <Consequence what={`${streamCount} live ${streamCount === 1 ? "page" : "pages"}`}>
        <p>Closed at once; those other processes of this server hold, within 15 seconds.</p>
      </Consequence>
      <Consequence
        what={`${invitations.length} open ${invitations.length === 1 ? "invitation" : "invitations"}`}
      >
        {invitations.length > 0 && <p>Withdrawn: invite these people again.</p>}
        <Names names={invitations} count={invitations.length} />
      </Consequence>
      <Consequence what={`${keyCount} API ${keyCount === 1 ? "key" : "keys"} they made`}>
        {keyCount > 0 && (
          <p>
            {keysEnd ? "Revoked at once." : "Go on working: they belong to your programs, not to a person."}
          </p>
        )}
        <Names
          names={keys.map(
            ({ name, hint, merchant }) => `${isolated(name)} …${hint}, ${merchant ?? "all merchants"}`,
          )}
          count={keyCount}
        />
      </Consequence>
    </dl>
  );
}

function Consequence({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="font-medium">{what}</dt>
      <dd className="grid gap-0.5 text-muted-foreground">{children}</dd>
    </div>
  );
}

function Names({ names, count }: { names: string[]; count: number }) {
  if (names.length === 0) return null;
  return (
    <ul className="list-disc pl-4 text-xs">
      {names.map((name, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and the list never changes
        <li key={at}>{name}</li>
      ))}
      {count > names.length && <li>and {count - names.length} more</li>}
    </ul>
  );
}
