import { cutAltText } from "../jobs/alt-text";
import { askModel, isModelThere, type OnDeviceModel } from "./on-device-model";

/**
 * An alt text that a model on this device proposes for an image; empty where it has none. A model that has gone since it was
 * offered is not fetched again.
 *
 * @param language BCP 47, of the alt text
 * @throws what the model throws, `AbortError` when stopped
 */
export async function proposeAltText(
  model: OnDeviceModel,
  image: ImageBitmapSource,
  language: string,
  signal: AbortSignal,
): Promise<string> {
  if (!(await isModelThere(model, language))) return "";
  return cleanAnswer(
    await askModel(model, { text: questionIn(language), image, language }, signal),
  );
}

function questionIn(language: string): string {
  const name = new Intl.DisplayNames(["en"], { type: "language" }).of(language) ?? language;
  return `Describe this image for people who cannot see it: what it shows, in one or two plain sentences, at most 250 characters, in ${name}. Quote a text in the image where it matters. Do not guess who somebody is. Answer with the description alone.`;
}

/** Without the marks that models put around an answer. */
function cleanAnswer(answer: string): string {
  const line = answer.replace(/[\s\p{Cc}]+/gu, " ").trim();
  const bare = line.replace(/^(?:\*\*)?alt(?:ernative)?[ -]text:?(?:\*\*)?:?\s*/i, "");
  return cutAltText(bare.replace(/^["“„«](.*)["”“»]$/u, "$1").trim());
}
