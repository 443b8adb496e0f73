/** A size in pixels as a file's header tells it. */
export interface HeaderSize {
  readonly widthPx: number;
  readonly heightPx: number;
}
