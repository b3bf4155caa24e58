"use client";

import { useEffect, useRef, useState } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { documentParts, type OpenApiDocument } from "./document-parts";
import { referencePlugin } from "./reference-plugin";

type Progress = "loading" | "ready" | "failed";

/** The OpenAPI document as the library renders it. Its 460 kB of script come when somebody looks, and for this page alone. */
export function Reference() {
  const node = useRef<HTMLElement>(null);
  const [progress, setProgress] = useState<Progress>("loading");

  useEffect(() => {
    const domNode = node.current;
    if (!domNode) return;
    render(domNode).then(
      () => setProgress("ready"),
      () => setProgress("failed"),
    );
  }, []);
  useEffect(followTheme, []);

  return (
    <>
      {progress === "loading" && <Loading />}
      {progress === "failed" && (
        <ErrorState title="The reference could not be loaded">
          Load the page again, or read <a href="/api/openapi.json">the OpenAPI document</a> itself.
        </ErrorState>
      )}
      <main ref={node} id="reference" />
    </>
  );
}

async function render(domNode: HTMLElement): Promise<void> {
  const [{ default: SwaggerUI }, whole] = await Promise.all([
    import("swagger-ui-dist/swagger-ui-es-bundle.js"),
    readDocument(),
  ]);
  domNode.replaceChildren();
  for (const spec of documentParts(whole)) {
    const part = document.createElement("div");
    domNode.append(part);
    SwaggerUI({
      domNode: part,
      spec,
      layout: "ReferencePart",
      deepLinking: true,
      docExpansion: "list",
      defaultModelsExpandDepth: -1,
      // Its colours are written into each element, and are not ours.
      syntaxHighlight: { activated: false },
      // Reading only: the key that a page is given is a key that a page can lose. The curl examples run as they stand.
      supportedSubmitMethods: [],
      // Else the document's address would be sent to a service elsewhere.
      validatorUrl: null,
      plugins: [referencePlugin],
    });
  }
}

async function readDocument(): Promise<OpenApiDocument> {
  const answer = await fetch("/api/openapi.json");
  if (!answer.ok) throw new Error(`the OpenAPI document was answered with ${answer.status}`);
  return answer.json();
}

/** The library's dark clothes hang on a class of its own. */
function followTheme(): () => void {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    const { theme } = root.dataset;
    root.classList.toggle("dark-mode", theme === "dark" || (theme !== "light" && dark.matches));
  };
  follow();
  const observer = new MutationObserver(follow);
  observer.observe(root, { attributeFilter: ["data-theme"] });
  dark.addEventListener("change", follow);
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", follow);
    root.classList.remove("dark-mode");
  };
}

function Loading() {
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">Loading the reference</span>
      {["one", "two", "three", "four", "five", "six"].map((row) => (
        <Skeleton key={row} className="h-11" />
      ))}
    </div>
  );
}
