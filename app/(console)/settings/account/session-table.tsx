import { Badge } from "@/components/ui/badge";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { OwnSession } from "@/lib/auth/account/sessions";
import { addressWords } from "./address-words";
import { browserName } from "./browser-name";
import { EndSession } from "./end-session";

export function SessionTable({ sessions, ownId }: { sessions: OwnSession[]; ownId: string }) {
  return (
    <Table caption="Your sessions, newest first">
      <TableHead>
        <HeaderCell>Browser</HeaderCell>
        <HeaderCell>Address</HeaderCell>
        <HeaderCell>Signed in</HeaderCell>
        <HeaderCell>Until</HeaderCell>
        <HeaderCell>
          <span className="sr-only">Actions</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {sessions.map((session) => {
          const browser = browserName(session.browser);
          return (
            <TableRow key={session.id}>
              <Cell className="font-medium">{browser}</Cell>
              <Cell label="Address" className="figures">
                {addressWords(session.address)}
              </Cell>
              <Cell label="Signed in">
                <Time at={session.createdAt} />
              </Cell>
              <Cell label="Until">
                <Time at={session.expiresAt} />
              </Cell>
              <Cell className="text-right max-sm:justify-end">
                {session.id === ownId ? (
                  <Badge>Here</Badge>
                ) : (
                  <EndSession id={session.id} browser={browser} signedInAt={session.createdAt} />
                )}
              </Cell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
