import { Badge } from "@/components/ui/badge";
import type { Reader } from "@/components/ui/reader";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { OwnSession } from "@/lib/auth/account/sessions";
import { addressWords } from "./address-words";
import { browserName } from "./browser-name";
import { EndSession } from "./end-session";

export function SessionTable({
  sessions,
  ownId,
  reader,
}: {
  sessions: OwnSession[];
  ownId: string;
  reader: Reader;
}) {
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
                <TimeText at={session.createdAt} reader={reader} />
              </Cell>
              <Cell label="Until">
                <TimeText at={session.expiresAt} reader={reader} />
              </Cell>
              <Cell className="text-right max-sm:justify-end">
                {session.id === ownId ? (
                  <Badge>Here</Badge>
                ) : (
                  <EndSession id={session.id} browser={browser} />
                )}
              </Cell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
