/**
 * A place in the outbox: everything up to and including (xid, id) has been read. `xid` is the writing transaction's,
 * `id` the row's; by both together a late commit is never behind a reader.
 */
export interface OutboxCursor {
  xid: bigint;
  id: bigint;
}

/** Before everything. */
export const OUTBOX_START: OutboxCursor = { xid: 0n, id: 0n };

/** The greatest id a row can have. */
export const ROW_ID_MAX = 9_223_372_036_854_775_807n;

/** As text: `735.1204`. */
export function spellCursor({ xid, id }: OutboxCursor): string {
  return `${xid}.${id}`;
}

/** The cursor a text spells, or null when it spells none. */
export function readOutboxCursor(text: string): OutboxCursor | null {
  const [, xid, id] = /^(\d{1,20})\.(\d{1,19})$/.exec(text) ?? [];
  if (xid === undefined || id === undefined) return null;
  const cursor = { xid: BigInt(xid), id: BigInt(id) };
  return cursor.xid < 2n ** 64n && cursor.id <= ROW_ID_MAX ? cursor : null;
}
