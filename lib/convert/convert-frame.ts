import { VideoSampleSink } from "mediabunny";
import { nameCodec } from "./codec-name";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { fitPicture } from "./fit-picture";
import { openVideo } from "./open-video";

/**
 * Makes a still picture of the frame that a video shows at a moment, turned as the video is.
 *
 * @throws `JobFailure` as {@link openVideo}; `conversion-unsupported` for a coding that this browser cannot
 *   read; `conversion-failed` where the video has no frame there
 */
export async function convertFrame(task: ConversionTask, atMs: number): Promise<void> {
  const { input, picture } = await openVideo(task);
  try {
    if (!(await picture.canDecode())) {
      const codec = nameCodec(await picture.getCodec());
      throw conversionFailure("conversion-unsupported", { codec });
    }
    const first = await picture.getFirstTimestamp();
    const sample = await new VideoSampleSink(picture).getSample(Math.max(first, atMs / 1000));
    if (sample === null) throw conversionFailure("conversion-failed", { name: "NoFrame" });
    const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
    const context = canvas.getContext("2d");
    if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
    sample.draw(context, 0, 0);
    sample.close();
    const { width: widthPx, height: heightPx } = canvas;
    const close = () => void (canvas.width = 0);
    await fitPicture({ image: canvas, widthPx, heightPx, close }, null, task);
    close();
  } finally {
    input.dispose();
  }
}
