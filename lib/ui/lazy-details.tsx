import type { ComponentChildren } from "preact";
import { translate } from "../i18n/translate";
import { useLazy } from "./use-lazy";

/**
 * Something folded whose code is loaded when it is opened first: what few people need must not make
 * everybody wait.
 *
 * @param load an `import()` of the view
 * @param children draws the loaded view
 */
export function LazyDetails<View>({
  summary,
  className,
  load,
  children,
}: {
  summary: ComponentChildren;
  className: string;
  load: () => Promise<View>;
  children: (view: View) => ComponentChildren;
}) {
  const { view, hasFailed, begin } = useLazy(load);
  return (
    <details
      class={className}
      onToggle={(event) => {
        if (event.currentTarget.open) begin();
      }}
    >
      <summary>{summary}</summary>
      {view !== null && children(view)}
      {hasFailed && <p class="field-hint is-wrong">{translate("error_unexpected")}</p>}
    </details>
  );
}
