import { readNumber } from "./read-number";

/** Deeper JSON than any of our requests needs. Contracts, README. */
export const JSON_DEPTH_MAX = 32;

/** What is wrong with a text that is no I-JSON, as the rest of a sentence about it. */
export class JsonFault extends Error {}

/**
 * The value a JSON text stands for, read by the rules of I-JSON (RFC 7493): a name stands once in an object, whatever way
 * it is written, and numbers are exact (see `readNumber`). Throws `JsonFault`, also for what is nested deeper than
 * JSON_DEPTH_MAX. Takes time in proportion to the text.
 */
export function readJsonText(text: string): unknown {
  return new Reader(text).document();
}

const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20] as const;
const [QUOTE, COMMA, MINUS, COLON, BACKSLASH] = [0x22, 0x2c, 0x2d, 0x3a, 0x5c] as const;
const [ARRAY_START, ARRAY_END, OBJECT_START, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
const [DIGIT_0, DIGIT_9] = [0x30, 0x39] as const;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = [
  ["true", true],
  ["false", false],
  ["null", null],
] as const;
const NAME_SHOWN_CHARACTERS = 50;

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value(0);
    if (this.next() !== -1) throw this.invalid();
    return value;
  }

  private value(depth: number): unknown {
    const code = this.next();
    if (code === QUOTE) return this.string();
    if (code === OBJECT_START) return this.object(depth + 1);
    if (code === ARRAY_START) return this.array(depth + 1);
    if (code === MINUS || (code >= DIGIT_0 && code <= DIGIT_9)) return this.number();
    return this.word();
  }

  private object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.enter(depth);
    if (this.skipped(OBJECT_END)) return object;
    do {
      if (this.next() !== QUOTE) throw this.invalid();
      const name = this.string();
      if (Object.hasOwn(object, name)) throw twice(name);
      if (!this.skipped(COLON)) throw this.invalid();
      put(object, name, this.value(depth));
    } while (this.skipped(COMMA));
    if (!this.skipped(OBJECT_END)) throw this.invalid();
    return object;
  }

  private array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.enter(depth);
    if (this.skipped(ARRAY_END)) return array;
    do array.push(this.value(depth));
    while (this.skipped(COMMA));
    if (!this.skipped(ARRAY_END)) throw this.invalid();
    return array;
  }

  private string(): string {
    const { text } = this;
    const start = this.at + 1;
    let at = start;
    for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(at)) {
      if (code === BACKSLASH) return this.escapedString(start, at);
      // False at the end of the text, too: there the code is no number.
      if (!(code >= SPACE)) throw this.invalid();
      at++;
    }
    this.at = at + 1;
    return text.slice(start, at);
  }

  private escapedString(start: number, firstEscape: number): string {
    let at = firstEscape;
    for (let code = this.text.charCodeAt(at); code !== QUOTE; code = this.text.charCodeAt(at)) {
      if (Number.isNaN(code)) throw this.invalid();
      at += code === BACKSLASH ? 2 : 1;
    }
    this.at = at + 1;
    try {
      return JSON.parse(this.text.slice(start - 1, at + 1)) as string;
    } catch {
      throw this.invalid();
    }
  }

  private number(): number | bigint {
    NUMBER.lastIndex = this.at;
    const literal = NUMBER.exec(this.text)?.[0];
    if (literal === undefined) throw this.invalid();
    this.at += literal.length;
    return readNumber(literal);
  }

  private word(): boolean | null {
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    throw this.invalid();
  }

  private enter(depth: number): void {
    if (depth > JSON_DEPTH_MAX) throw new JsonFault(`is nested deeper than ${JSON_DEPTH_MAX} levels`);
    this.at++;
  }

  /** The character that comes after white space, or -1 at the end. */
  private next(): number {
    const { text } = this;
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB) return code;
    }
    return -1;
  }

  private skipped(code: number): boolean {
    if (this.next() !== code) return false;
    this.at++;
    return true;
  }

  private invalid(): JsonFault {
    return new JsonFault("is not valid JSON");
  }
}

function twice(name: string): JsonFault {
  return new JsonFault(
    `has the name ${JSON.stringify(name.slice(0, NAME_SHOWN_CHARACTERS))} twice in one object`,
  );
}

// Assigned, it would be another parent instead of a name of the object's own.
function put(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
