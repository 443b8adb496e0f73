import { useCallback, useState } from "preact/hooks";

/** A part of the code that is loaded when it is needed. */
export interface Lazy<View> {
  /** Null until it is there. */
  readonly view: View | null;
  /** The extension was updated while this page was open, say. */
  readonly hasFailed: boolean;
  /** Begins to load it; again does nothing. */
  readonly begin: () => void;
}

/** Loads a part of the code on demand. @param load an `import()`, the same at each call */
export function useLazy<View>(load: () => Promise<View>): Lazy<View> {
  const [view, setView] = useState<View | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const begin = useCallback(() => {
    load().then(
      // In a function: a view that is one itself would be called for the next state.
      (loaded) => setView(() => loaded),
      () => setHasFailed(true),
    );
  }, [load]);
  return { view, hasFailed, begin };
}
