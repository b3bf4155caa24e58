import type { ComponentType, ReactNode } from "react";
import type { Plugin, System } from "swagger-ui-dist/swagger-ui-es-bundle.js";

/** What the library hands a component about an operation: a map of its own kind. */
interface OperationMap {
  getIn: (path: (string | number)[]) => unknown;
}

type Part = ComponentType<Record<string, never>>;

type GetComponent = (name: string, container: true) => Part;

/** The library's parts as we show them: the curl example first, and nothing that the page has itself or has no use for. */
export function referencePlugin({ React }: System): Plugin {
  const nothing = () => null;
  const { createElement, Fragment } = React;

  // The library's is a link inside a button, which nobody can reach by keyboard.
  function DeepLink({ text }: Record<string, unknown>) {
    return createElement("span", null, text as ReactNode);
  }

  function CurlSample({ source }: { source: string }) {
    const copy = () => navigator.clipboard.writeText(source);
    return createElement(
      "section",
      { className: "curl-sample", "aria-label": "curl" },
      createElement("div", null, "curl", createElement("button", { type: "button", onClick: copy }, "Copy")),
      createElement("pre", null, createElement("code", null, source)),
    );
  }

  // The library's own layout is a page of its own, with its landmarks: of several on one page that would be too many.
  function ReferencePart(props: Record<string, unknown>) {
    const getComponent = props.getComponent as GetComponent;
    const [Operations, Webhooks] = [getComponent("operations", true), getComponent("Webhooks", true)];
    const column = (component: Part) =>
      createElement(
        "section",
        { className: "block col-12 block-desktop col-12-desktop" },
        createElement(component),
      );
    return createElement(
      "div",
      { className: "swagger-ui" },
      createElement("div", { className: "wrapper" }, column(Operations)),
      createElement("div", { className: "webhooks-container wrapper" }, column(Webhooks)),
    );
  }

  return {
    components: {
      ReferencePart,
      DeepLink,
      InfoContainer: nothing,
      ServersContainer: nothing,
      authorizeBtn: nothing,
      authorizeOperationBtn: nothing,
    },
    wrapComponents: {
      parameters: (Original) =>
        function Parameters(props) {
          const operation = props.operation as OperationMap | undefined;
          const source = operation?.getIn(["x-codeSamples", 0, "source"]);
          return createElement(
            Fragment,
            null,
            typeof source === "string" && createElement(CurlSample, { source }),
            createElement(Original, props),
          );
        },
    },
  };
}
