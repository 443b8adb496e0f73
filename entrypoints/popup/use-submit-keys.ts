import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Submits when Ctrl+Enter or Cmd+Enter is pressed anywhere inside the element. */
export function useSubmitKeys(element: RefObject<HTMLElement | null>, submit: () => void): void {
  const latestSubmit = useRef(submit);
  latestSubmit.current = submit;
  useEffect(() => {
    const target = element.current;
    function listen(event: KeyboardEvent): void {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      latestSubmit.current();
    }
    target?.addEventListener("keydown", listen);
    return () => target?.removeEventListener("keydown", listen);
  }, [element]);
}
