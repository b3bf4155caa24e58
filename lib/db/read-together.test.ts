import pg from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import { during } from "./pool";
import { ASKS_PER_STATEMENT_MAX, READS_AT_ONCE_MAX, readTogether, WAIT_MS_MAX } from "./read-together";

afterEach(() => {
  vi.restoreAllMocks();
});

/** A database whose statements are answered when the test says so. */
function heldDatabase(refuses: (asks: readonly string[]) => Error | null = () => null) {
  const sent: (readonly string[])[] = [];
  const open: (() => void)[] = [];
  const ask = readTogether((asks: readonly string[]) => {
    sent.push(asks);
    return new Promise<string[]>((resolve, reject) => {
      open.push(() => {
        const refusal = refuses(asks);
        if (refusal) reject(refusal);
        else resolve(asks.map((each) => `${each} read`));
      });
    });
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const answerAll = async () => {
    for (let idle = 0; idle < 3; idle++) {
      await turn();
      for (const answer of open.splice(0)) {
        answer();
        idle = 0;
      }
    }
  };
  return { ask, sent, turn, answerAll };
}

const refusal = (code: string) => Object.assign(new pg.DatabaseError(code, 0, "error"), { code });
const many = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`);

describe("reads that wait at the same moment", () => {
  it("go at once where nobody waits, and share a statement where they come together", async () => {
    const { ask, sent, turn, answerAll } = heldDatabase();
    const first = ask("a");
    await turn();
    expect(sent).toEqual([["a"]]);
    const both = [ask("b"), ask("c")];
    await turn();
    expect(sent).toEqual([["a"], ["b", "c"]]);
    await answerAll();
    expect(await Promise.all([first, ...both])).toEqual(["a read", "b read", "c read"]);
  });

  it("go with the next statement while as many as allowed are under way, so that none is answered with what was read before", async () => {
    const { ask, sent, turn, answerAll } = heldDatabase();
    const answers = [];
    for (const each of many(READS_AT_ONCE_MAX)) {
      answers.push(ask(each));
      await turn();
    }
    answers.push(ask("late"), ask("r0"));
    await turn();
    expect(sent).toHaveLength(READS_AT_ONCE_MAX);
    await answerAll();
    expect(sent.at(-1)).toEqual(["late", "r0"]);
    expect(await Promise.all(answers)).toEqual(["r0 read", "r1 read", "late read", "r0 read"]);
  });

  it("are at most the limit in one statement, first come first served", async () => {
    const { ask, sent, answerAll } = heldDatabase();
    const asks = many(ASKS_PER_STATEMENT_MAX * 2 + 1);
    const answers = asks.map(ask);
    await answerAll();
    expect(sent.map(({ length }) => length)).toEqual([ASKS_PER_STATEMENT_MAX, ASKS_PER_STATEMENT_MAX, 1]);
    expect(await Promise.all(answers)).toEqual(asks.map((each) => `${each} read`));
  });

  it("do not fail for another: a statement refused for what is in it is done again ask by ask", async () => {
    const { ask, answerAll } = heldDatabase((asks) => (asks.includes("bad") ? refusal("22P05") : null));
    const answers = Promise.allSettled([ask("a"), ask("bad"), ask("c")]);
    await answerAll();
    expect((await answers).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("are all told of a database that is away, and the next goes again", async () => {
    let away = true;
    const { ask, sent, answerAll } = heldDatabase(() => (away ? refusal("57P01") : null));
    const answers = Promise.allSettled([ask("a"), ask("b")]);
    await answerAll();
    expect((await answers).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(sent).toEqual([["a", "b"]]);
    away = false;
    const next = ask("c");
    await answerAll();
    expect(await next).toBe("c read");
  });

  it("wait no longer for their turn than for a connection", async () => {
    const { ask, sent, turn, answerAll } = heldDatabase();
    const now = vi.spyOn(performance, "now").mockReturnValue(0);
    const begun = [];
    for (const each of many(READS_AT_ONCE_MAX)) {
      begun.push(ask(each));
      await turn();
    }
    const late = Promise.allSettled([ask("late")]);
    now.mockReturnValue(WAIT_MS_MAX + 1);
    const next = ask("next");
    await answerAll();
    expect(await late).toMatchObject([{ reason: { problem: { code: "unavailable", nothingDone: true } } }]);
    expect(sent.at(-1)).toEqual(["next"]);
    expect(await Promise.all([...begun, next])).toEqual(["r0 read", "r1 read", "next read"]);
  });

  it("are their own where a job asks", async () => {
    const { ask, sent, answerAll } = heldDatabase();
    const both = during("jobs", () => [ask("a"), ask("b")]);
    expect(sent).toEqual([["a"], ["b"]]);
    await answerAll();
    expect(await Promise.all(both)).toEqual(["a read", "b read"]);
  });
});
