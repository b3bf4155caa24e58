import { expect, it } from "vitest";
import { scriptsOf } from "./scripts-of";

it("counts a script once, wherever and however often the page names it", () => {
  const html = `<link rel="preload" as="script" href="/_next/static/chunks/a.js"/>
    <script src="/_next/static/chunks/a.js" async=""></script>
    <script nonce="n" src="/_next/static/chunks/b-1.js?dpl=1" async=""></script>
    <script>self.__next_f.push([1,"5:I[12,[\\"/_next/static/chunks/c.js\\",\\"static/chunks/d.js\\"],\\"default\\"]"])</script>`;
  expect(scriptsOf(html)).toEqual(["a", "b-1", "c", "d"].map((name) => `/_next/static/chunks/${name}.js`));
});

it("leaves out what only a browser without modules loads", () => {
  expect(scriptsOf('<script src="/_next/static/chunks/old.js" noModule=""></script>')).toEqual([]);
});
