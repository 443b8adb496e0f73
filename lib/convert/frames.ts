/** The frames of a moving picture, decoded one at a time. */
export interface Frames {
  readonly count: number;
  /** Decodes one frame; whoever asks closes it. @throws `JobFailure` `truncated-file` */
  decode(index: number): Promise<VideoFrame>;
  close(): void;
}
