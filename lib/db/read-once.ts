import { isForRequests } from "./pool";

interface UnderWay<Answer> {
  answer: Promise<Answer>;
  /** The same question, put again once this is answered: for all who ask meanwhile. */
  next: Promise<Answer> | null;
}

/**
 * Makes one read of those that ask the same at the same moment: who asks while the same question is under way shares the
 * next answer with all others who do. So every answer was read after it was asked for. What is read is shared as well: nobody
 * may change it. `key` says everything that the answer depends on, whose it may be included; each has been authorised
 * before. For what is quick: the next answer waits for the one under way. Inside a transaction, and in jobs, each reads by
 * itself.
 */
export function readOnce<Answer>(): (key: string, read: () => Promise<Answer>) => Promise<Answer> {
  const underWay = new Map<string, UnderWay<Answer>>();

  function begin(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const begun: UnderWay<Answer> = { answer: read(), next: null };
    underWay.set(key, begun);
    const done = () => {
      if (begun.next === null) underWay.delete(key);
    };
    begun.answer.then(done, done);
    return begun.answer;
  }

  return (key, read) => {
    if (!isForRequests()) return read();
    const known = underWay.get(key);
    if (!known) return begin(key, read);
    const again = () => begin(key, read);
    known.next ??= known.answer.then(again, again);
    return known.next;
  };
}
