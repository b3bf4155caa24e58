import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnyId, readId, spellId } from "./ids";

const ids = fc.uuid();

describe("an id as it is spelled outside", () => {
  it("is a TypeID: the number of its UUID in Crockford's base 32", () => {
    expect(spellId("pay", "00000000-0000-0000-0000-000000000000")).toBe("pay_00000000000000000000000000");
    expect(spellId("pay", "ffffffff-ffff-ffff-ffff-ffffffffffff")).toBe("pay_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    // From the specification's own list of valid ones.
    expect(spellId("run", "01890a5d-ac96-774b-bcce-b302099a8057")).toBe("run_01h455vb4pex5vsknk084sn02q");
    fc.assert(
      fc.property(ids, (id) => {
        const number = BigInt(`0x${id.replaceAll("-", "")}`);
        const digits = number.toString(32).padStart(26, "0");
        const crockford = [...digits].map(
          (digit) => "0123456789abcdefghjkmnpqrstvwxyz"[Number.parseInt(digit, 32)],
        );
        expect(spellId("cus", id)).toBe(`cus_${crockford.join("")}`);
      }),
    );
  });

  it("is read back as the same id, and only with its own prefix", () => {
    fc.assert(
      fc.property(ids, (id) => {
        const spelled = spellId("pay", id);
        expect(readId("pay", spelled)).toBe(id);
        expect(readAnyId(spelled.toUpperCase())).toBe(id);
        expect(readId("cus", spelled)).toBeNull();
      }),
    );
  });

  it("sorts as the ids do", () => {
    fc.assert(
      fc.property(ids, ids, (one, other) => one < other === spellId("pay", one) < spellId("pay", other)),
    );
  });

  it("is never made of what is no UUID", () => {
    for (const wrong of ["", "01890a5d", "not a uuid", "01890a5d-ac96-774b-bcce-b302099a80570"])
      expect(() => spellId("pay", wrong)).toThrow(TypeError);
  });
});
